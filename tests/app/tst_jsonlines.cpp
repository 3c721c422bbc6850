// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What is written as JSON lines is read again as it was.
#include "app/exchange/logimport.h"
#include "app/exchange/rowexport.h"
#include "exchangefixture.h"

#include <QBuffer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace sockscope;

class TestJsonLines : public QObject
{
    Q_OBJECT

private slots:
    void everyRowComesBack();
    void aLineSaysWhatItIs();
    void wrongLinesAreLeftOutAndNamed_data();
    void wrongLinesAreLeftOutAndNamed();
    void whatIsNoLogIsRefused_data();
    void whatIsNoLogIsRefused();
    void cutOffAnywhere();
};

namespace {

OpenedSession imported(QByteArray lines)
{
    QBuffer in(&lines);
    in.open(QIODevice::ReadOnly);
    return importJsonLines(&in);
}

const QByteArray Head = R"({"sockscope":"log","version":1,"startedAt":"2026-05-04T10:00:00.000Z"})"
                        "\n";

} // namespace

void TestJsonLines::everyRowComesBack()
{
    CaptureStore store(CaptureStore::DefaultCapacity, exchangeStart());
    fillWithEverything(store);
    const OpenedSession opened = imported(exported(store, ExportFormat::JsonLines));
    QVERIFY2(opened.store, qPrintable(opened.error));
    QCOMPARE(opened.problems, QStringList());
    QCOMPARE(opened.store->startedAt(), store.startedAt());
    QCOMPARE(opened.store->rows(), store.rows());
    QCOMPARE(describedRows(*opened.store), describedRows(store));
    // and so does what was written from that
    QCOMPARE(exported(*opened.store, ExportFormat::JsonLines), exported(store, ExportFormat::JsonLines));
}

void TestJsonLines::aLineSaysWhatItIs()
{
    CaptureStore store(CaptureStore::DefaultCapacity, exchangeStart());
    fillWithEverything(store);
    const QByteArrayList lines = exported(store, ExportFormat::JsonLines).split('\n');
    QCOMPARE(
        lines.size(), qsizetype(store.rows().size()) + 2); // the head, and what follows the last line end
    QCOMPARE(QJsonDocument::fromJson(lines[0]).object()["sockscope"].toString(), QStringLiteral("log"));
    const QJsonObject text = QJsonDocument::fromJson(lines[1 + qsizetype(TextRow)]).object();
    QCOMPARE(text["opcodeName"].toString(), QStringLiteral("text"));
    QCOMPARE(text["payload"].toString(), QStringLiteral("{\"temp\": 21.5}"));
    QCOMPARE(text["mask"].toString(), QStringLiteral("9c41e07d"));
    QCOMPARE(text["time"].toString(), QStringLiteral("2026-05-04T10:00:00.127000004Z"));
}

void TestJsonLines::wrongLinesAreLeftOutAndNamed_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("words");
    QTest::newRow("no JSON") << QByteArray("{\"timeNs\":") << "it is no JSON";
    QTest::newRow("no object") << QByteArray("[1]") << "it is no JSON object";
    QTest::newRow("deep") << QByteArray(100'000, '[') << "it is no JSON";
    QTest::newRow("opcode") << QByteArray(R"({"timeNs":1,"kind":"frame","opcode":16})")
                            << "\"opcode\" is no whole number from 0 to 15";
    QTest::newRow("negative") << QByteArray(R"({"timeNs":-1})") << "\"timeNs\" is no whole number";
    QTest::newRow("kind") << QByteArray(R"({"timeNs":1,"kind":"song"})") << "\"kind\" is unknown: \"song\"";
    QTest::newRow("rule") << QByteArray(R"({"timeNs":1,"violation":"WS_ERR_X"})")
                          << "\"violation\" is unknown";
    QTest::newRow("base64") << QByteArray(R"({"timeNs":1,"payloadBase64":"*"})")
                            << "\"payloadBase64\" is no base64";
    QTest::newRow("mask") << QByteArray(R"({"timeNs":1,"kind":"frame","mask":"00"})")
                          << "\"mask\" is not four";
    QTest::newRow("fin") << QByteArray(R"({"timeNs":1,"kind":"frame","fin":1})") << "\"fin\" is neither";
}

void TestJsonLines::wrongLinesAreLeftOutAndNamed()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, words);
    const QByteArray good = R"({"timeNs":5,"connection":3,"kind":"event","event":"note","payload":"hi"})"
                            "\n";
    const OpenedSession opened = imported(Head + good + line + '\n' + good);
    QVERIFY2(opened.store, qPrintable(opened.error));
    QCOMPARE(opened.store->rows().size(), 2u);
    QCOMPARE(opened.problems.size(), 1);
    QVERIFY2(opened.problems.first().startsWith(QStringLiteral("line 3 is left out: ") + words),
        qPrintable(opened.problems.first()));
}

void TestJsonLines::whatIsNoLogIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("blank") << QByteArray("\n\n");
    QTest::newRow("other JSON") << QByteArray("{\"a\":1}\n");
    QTest::newRow("no JSON") << QByteArray("hello\n");
}

void TestJsonLines::whatIsNoLogIsRefused()
{
    QFETCH(QByteArray, bytes);
    const OpenedSession opened = imported(bytes);
    QVERIFY(!opened.store);
    QVERIFY(!opened.error.isEmpty());
}

void TestJsonLines::cutOffAnywhere()
{
    CaptureStore store(CaptureStore::DefaultCapacity, exchangeStart());
    fillWithEverything(store);
    const QByteArray whole = exported(store, ExportFormat::JsonLines);
    for (qsizetype size = 0; size < whole.size(); size += 97) {
        const OpenedSession opened = imported(whole.left(size));
        const qsizetype lines = whole.left(size).count('\n');
        if (!opened.store) {
            QVERIFY(lines == 0);
            continue;
        }
        const auto rows = qsizetype(opened.store->rows().size());
        QVERIFY2(rows == lines - 1 || rows == lines, qPrintable(QString::number(size)));
        const bool isBetweenLines = whole[size - 1] == '\n' || rows == lines;
        QCOMPARE(opened.problems.isEmpty(), isBetweenLines);
    }
}

QTEST_GUILESS_MAIN(TestJsonLines)
#include "tst_jsonlines.moc"
