// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Exports that take their time: how far they are, and that they end when told to.
#include "app/exchange/exportjob.h"
#include "exchangefixture.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace sockscope;

namespace {

constexpr int Rows = 20'000;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestExportJob : public QObject
{
    Q_OBJECT

private:
    CaptureStore m_store{CaptureStore::DefaultCapacity, exchangeStart()};
    QTemporaryDir m_folder;

private slots:
    void initTestCase();
    void tellsHowFarItIsAndEndsWhenTold_data();
    void tellsHowFarItIsAndEndsWhenTold();
    void writesInAThreadOfItsOwn();
    void whatFailsLeavesTheFileAsItWas_data();
    void whatFailsLeavesTheFileAsItWas();
};

void TestExportJob::initTestCase()
{
    Conversation device(&m_store);
    device.accept();
    device.upgrade();
    for (int i = 0; i < Rows; ++i)
        device.send(ws::Direction::Received, ws::Opcode::Text, "hello");
}

void TestExportJob::tellsHowFarItIsAndEndsWhenTold_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<bool>("isPart");
    for (const ExportFormat format : {ExportFormat::Pcapng, ExportFormat::Har, ExportFormat::JsonLines,
             ExportFormat::Csv, ExportFormat::Text}) {
        const QByteArray name = exportFormatName(format).toLatin1();
        QTest::newRow(name) << int(format) << false;
        QTest::newRow(name + " of a part") << int(format) << true;
    }
}

void TestExportJob::tellsHowFarItIsAndEndsWhenTold()
{
    QFETCH(int, format);
    QFETCH(bool, isPart);
    ExportOptions options{ExportFormat(format)};
    if (isPart)
        options.passes = [](const RowSpan &span, qsizetype i) {
            return (span.first() + quint64(i)) % 2 == 0;
        };
    const auto run = [&](int reports) { // ends after so many
        int heard = 0;
        quint64 before = 0;
        options.goesOn = [&](quint64 done, quint64 all) {
            if (done < before || done > all)
                qWarning("%llu of %llu after %llu", done, all, before);
            before = done;
            return ++heard < reports;
        };
        QBuffer out;
        out.open(QIODevice::WriteOnly);
        const QString error = exportRows(m_store, options, &out);
        return std::pair(heard, error);
    };
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    const auto [whole, error] = run(std::numeric_limits<int>::max());
    QCOMPARE(error, QString());
    QVERIFY(whole >= (isPart ? 2 : 1) * Rows / 4096);
    for (int reports = 1; reports <= whole; ++reports)
        QCOMPARE(run(reports), std::pair(reports, QStringLiteral("The export was stopped")));
}

void TestExportJob::writesInAThreadOfItsOwn()
{
    ExportJob job(&m_store, nullptr);
    const QSignalSpy succeeded(&job, &ExportJob::succeeded);
    const QSignalSpy progressed(&job, &ExportJob::progressed);
    const QString path = m_folder.filePath(QStringLiteral("whole.jsonl"));
    job.start({path, ExportFormat::JsonLines, std::nullopt, {}});
    QVERIFY(job.isRunning());
    QTRY_COMPARE(succeeded.size(), 1);
    QVERIFY(!job.isRunning());
    QVERIFY(progressed.size() >= Rows / 4096);
    QVERIFY(progressed.last().first().toInt() <= ExportJob::WholeProgress);
    QCOMPARE(contentOf(path), exported(m_store, ExportFormat::JsonLines));

    job.start({path, ExportFormat::JsonLines, std::vector<quint64>{TextRow}, {}}); // the same once more
    QTRY_COMPARE(succeeded.size(), 2);
    QVERIFY(contentOf(path).contains("\"row\":3,"));
    QVERIFY(!contentOf(path).contains("\"row\":4,"));
}

void TestExportJob::whatFailsLeavesTheFileAsItWas_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("filter");
    QTest::addColumn<bool>("stops");
    QTest::addColumn<QString>("words");
    QTest::newRow("no folder") << "nowhere/out.csv"
                               << "" << false << "nowhere/out.csv cannot be written";
    QTest::newRow("no filter") << "out.csv"
                               << "opcode ==" << false << "";
    QTest::newRow("stopped") << "out.csv"
                             << "" << true << "";
    QTest::newRow("stopped while filtering") << "out.csv"
                                             << "text contains \"nothing\"" << true << "";
}

void TestExportJob::whatFailsLeavesTheFileAsItWas()
{
    QFETCH(QString, name);
    QFETCH(QString, filter);
    QFETCH(bool, stops);
    QFETCH(QString, words);
    QFile before(m_folder.filePath(QStringLiteral("out.csv")));
    QVERIFY(before.open(QIODevice::WriteOnly));
    before.write("precious");
    before.close();
    ExportJob job(&m_store, nullptr);
    const QSignalSpy failed(&job, &ExportJob::failed);
    const QSignalSpy stopped(&job, &ExportJob::stopped);
    job.start({m_folder.filePath(name), ExportFormat::Csv, std::nullopt, filter});
    if (stops)
        job.stop();
    QTRY_COMPARE(failed.size() + stopped.size(), 1);
    QCOMPARE(stopped.size(), stops ? 1 : 0);
    if (!stops)
        QVERIFY2(failed.first().first().toString().contains(words), qPrintable(words));
    QCOMPARE(contentOf(before.fileName()), QByteArray("precious"));
    QCOMPARE(QDir(m_folder.path()).entryList({QStringLiteral("out*")}).size(), 1); // nor anything beside it
}

QTEST_GUILESS_MAIN(TestExportJob)
#include "tst_exportjob.moc"
