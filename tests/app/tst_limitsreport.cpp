// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/limits/limitsarchive.h"
#include "app/limits/limitsjson.h"
#include "app/limits/limitstable.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace sockscope;

namespace {

LimitResult found(LimitKind kind, qint64 worked, const ProbeOutcome &how)
{
    LimitResult result{{kind, 16 * 1024 * 1024}, {}, {}, {}, {}};
    result.bracket = {LimitState::Found, worked, worked + 1, how, 27};
    return result;
}

LimitsReport sample()
{
    LimitsReport report;
    report.device = QStringLiteral("cam-porch");
    report.path = QStringLiteral("/v1");
    report.at = QDateTime({2026, 11, 27}, {14, 3, 0}, Qt::OffsetFromUTC, 3600);
    report.tookMs = 12'345;
    report.reconnects = 4;
    report.results = {
        found(LimitKind::Frame, 65535, {ProbeEnd::Closed, 1009, QStringLiteral("too | <b>big"), 0, 1}),
        found(LimitKind::Fragments, 16, {ProbeEnd::Reset, 0, {}, 0, 1})};
    report.results[1].aim.bound = 4096;
    LimitResult rate{{LimitKind::PingRate, 1024}, {}, {}, {}, {}};
    rate.bracket = {LimitState::BoundSurvived, 1024, {}, {}, 10};
    report.results.append(rate);
    report.results.append(LimitResult{{LimitKind::Response, 65536}, {}, {}, {}, {}});
    report.plan.pongTimeoutMs = 2000;
    for (const LimitResult &result : std::as_const(report.results))
        report.plan.aims.append(result.aim);
    return report;
}

LimitsReport read(const QByteArray &json)
{
    const auto read = reportFromJson(json);
    if (const auto *why = std::get_if<QString>(&read))
        qFatal("%s", qPrintable(*why));
    return std::get<LimitsReport>(read);
}

} // namespace

class TestLimitsReport : public QObject
{
    Q_OBJECT
private slots:
    void jsonBothWays()
    {
        QCOMPARE(read(reportToJson(sample())), sample());
        LimitsReport unfinished = sample();
        unfinished.ending = LimitsEnding::DeviceGone;
        unfinished.results[0].bracket.state = LimitState::Searching;
        unfinished.results[0].probing = QStringLiteral("in frames of 10 B");
        unfinished.results[2].bracket = {
            LimitState::NothingWorked, {}, 2, {ProbeEnd::Unanswered, 0, {}, 1, 3}, 2};
        QCOMPARE(read(reportToJson(unfinished)), unfinished);
    }

    void rowsAreOfOneLogOnly()
    {
        LimitsReport report = sample();
        report.results[0].workedRow = 17;
        QCOMPARE(read(reportToJson(report)), sample());
    }

    void badFiles_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("words");
        QTest::newRow("no JSON") << QByteArray("{") << QByteArray("[") << "not JSON";
        QTest::newRow("something else") << QByteArray("\"sockscope\": \"limits\"")
                                        << QByteArray("\"sockscope\": \"messages\"") << "$.sockscope";
        QTest::newRow("newer") << QByteArray("\"version\": 1") << QByteArray("\"version\": 2") << "$.version";
        QTest::newRow("date") << QByteArray("2026-11-27T14") << QByteArray("tomorrow") << "$.at";
        QTest::newRow("kind") << QByteArray("\"fragments\"") << QByteArray("\"shards\"")
                              << "$.limits[1].kind";
        QTest::newRow("state") << QByteArray("\"found\"") << QByteArray("\"lost\"") << "$.limits[0].state";
        QTest::newRow("figure") << QByteArray("65535") << QByteArray("-1") << "$.limits[0].worked";
        QTest::newRow("fraction") << QByteArray("65535") << QByteArray("1.5") << "$.limits[0].worked";
        QTest::newRow("end") << QByteArray("\"reset\"") << QByteArray("\"burnt\"") << "$.limits[1].end";
    }
    void badFiles()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, words);
        QByteArray json = reportToJson(sample());
        const qsizetype at = json.indexOf(from);
        QVERIFY(at >= 0);
        json.replace(at, from.size(), to);
        const auto read = reportFromJson(json);
        QVERIFY(std::holds_alternative<QString>(read));
        QVERIFY2(std::get<QString>(read).contains(words), qPrintable(std::get<QString>(read)));
        QVERIFY(std::holds_alternative<QString>(reportFromJson(QByteArray(1 << 20, ' '))));
    }

    void tables()
    {
        const LimitsTable table = limitsTable(sample());
        QCOMPARE(table.columns.size(), 5);
        QCOMPARE(table.lines.size(), 4);
        QCOMPARE(table.lines[0].cells,
            (QStringList{u"Largest frame"_qs, u"65,535 B"_qs, u"65,536 B"_qs, u"closed 1009: too | <b>big"_qs,
                u"27"_qs}));
        QCOMPARE(table.lines[2].cells[1], QStringLiteral("1,024 per second, the bound"));
        QCOMPARE(table.lines[2].cells[2], QStringLiteral("–"));
        QCOMPARE(table.lines[3].cells[3], QStringLiteral("not tried"));
    }

    void asTextMarkdownAndCsv()
    {
        const LimitsTable table = limitsTable(sample());
        const QStringList text = tableAsText(table).split(u'\n');
        QCOMPARE(text.size(), 6);
        QCOMPARE(text[1].indexOf(u"65,535"), text[0].indexOf(u"Largest that")); // aligned
        const QString markdown = tableAsMarkdown(table);
        QVERIFY2(markdown.contains(u"too \\| \\<b\\>big"), qPrintable(markdown));
        QCOMPARE(markdown.split(u'\n')[1], QStringLiteral("| --- | --- | --- | --- | --- |"));
        QVERIFY(tableAsCsv(table).contains(u"Largest frame,\"65,535 B\",\"65,536 B\",closed 1009"));
        QVERIFY(tableAsCsv(table).endsWith(u"\r\n"));
    }

    void comparisons()
    {
        LimitsReport other = sample();
        other.device = QStringLiteral("cam-yard");
        other.results[0] = found(LimitKind::Frame, 1000, other.results[0].bracket.how);
        other.results.removeLast();
        other.results[1].bracket.tries = 3; // no difference
        const LimitsTable table = comparisonTable(sample(), other);
        QCOMPARE(table.columns.size(), 7);
        QCOMPARE(table.columns[4], QStringLiteral("cam-yard, 27 Nov 2026 14:03: worked"));
        QCOMPARE(table.lines.size(), 4);
        QCOMPARE(table.lines[0].differs, (QList<bool>{false, true, true, false, true, true, false}));
        QVERIFY(!table.lines[1].differs.contains(true));
        QCOMPARE(table.lines[3].cells.last(), QStringLiteral("not asked for"));
        QVERIFY(tableAsText(table).contains(u"1,000 B *"));
        QVERIFY(tableAsMarkdown(table).contains(u"**1,000 B**"));
    }

    void archive()
    {
        QTemporaryDir dir;
        const LimitsArchive archive(dir.filePath(QStringLiteral("limits")));
        QVERIFY(archive.reports().isEmpty());
        LimitsReport older = sample();
        older.at = older.at.addSecs(-60);
        QCOMPARE(archive.save(sample()), QString());
        QCOMPARE(archive.save(older), QString());
        QList<SavedReport> saved = archive.reports();
        QCOMPARE(saved.size(), 2);
        QCOMPARE(saved[0].report, sample()); // the newest first
        QCOMPARE(LimitsArchive::remove(saved[0].path), QString());
        QVERIFY(LimitsArchive::remove(saved[0].path).contains(u"is not removed"));
        QCOMPARE(archive.reports().size(), 1);
        QFile broken(dir.filePath(QStringLiteral("limits/2099-x.json")));
        QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("{") == 1);
        broken.close();
        QCOMPARE(archive.reports().size(), 1);
    }

    void theArchiveIsBounded()
    {
        QTemporaryDir dir;
        const LimitsArchive archive(dir.path());
        LimitsReport report = sample();
        for (int i = 0; i < LimitsArchive::MaxKept + 3; ++i) {
            report.at = sample().at.addSecs(i);
            QCOMPARE(archive.save(report), QString());
        }
        QCOMPARE(archive.reports().size(), int(LimitsArchive::MaxKept));
        QCOMPARE(QDir(dir.path()).count() - 2, uint(LimitsArchive::MaxKept));
        QCOMPARE(archive.reports().first().report.at, report.at);
    }

    void aFailedSaveSaysWhy()
    {
        QTemporaryDir dir;
        QFile file(dir.filePath(QStringLiteral("f")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(LimitsArchive(file.fileName())
                    .save(sample())
                    .startsWith(QStringLiteral("The result is not saved")));
    }
};

QTEST_APPLESS_MAIN(TestLimitsReport)
#include "tst_limitsreport.moc"
