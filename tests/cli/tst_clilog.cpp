// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// `sockscope-cli show` and `sockscope-cli export`.
#include "app/capture/sessionfile.h"
#include "tests/app/exchangefixture.h"
#include "tests/cli/program.h"

#include <QTemporaryDir>

using namespace sockscope;

class TestCliLog : public QObject
{
    Q_OBJECT

private:
    using Outcome = Program::Outcome;
    static Outcome run(const QStringList &arguments) { return Program::run(arguments); }
    QString path(const char *name) const { return m_directory.filePath(QLatin1StringView(name)); }

    QTemporaryDir m_directory;
    QString m_log;

private slots:
    void initTestCase()
    {
        m_log = path("log.sockscope");
        CaptureStore store(CaptureStore::MinCapacity, exchangeStart());
        QCOMPARE(store.keepIn(m_log), QString());
        fillWithEverything(store);
    }

    void showsALineForEachRow()
    {
        const Outcome outcome = run({"show", m_log});
        QCOMPARE(outcome.exitCode, 0);
        QCOMPARE(outcome.err, QByteArray());
        const QByteArrayList lines = outcome.out.split('\n');
        QCOMPARE(lines.size(), 14 + 1);
        QCOMPARE(lines[qsizetype(TextRow)],
            QByteArray("       3      0.127000    1 boiler           -> text         F---M       14  "
                       "{\"temp\": 21.5}"));
        QVERIFY(outcome.out.contains("!WS_ERR_EXPECTED_MASK"));
    }

    void showsWhatPassesTheFilter()
    {
        const Outcome outcome = run({"show", m_log, "--filter", "device == boiler and opcode == ping"});
        QCOMPARE(outcome.exitCode, 0);
        QCOMPARE(outcome.out.count('\n'), 1);
        QVERIFY2(outcome.out.contains(" ping "), outcome.out.constData());
    }

    void devicesInsteadOfRows()
    {
        const Outcome outcome = run({"show", m_log, "--devices"});
        QCOMPARE(outcome.exitCode, 0);
        QVERIFY2(outcome.out.contains("boiler: connected "), outcome.out.constData());
        const Outcome json = run({"show", m_log, "--devices", "--json", "--device-rule", "address"});
        const QJsonObject first = QJsonDocument::fromJson(json.out.split('\n').first()).object();
        QVERIFY(first.contains(QStringLiteral("pattern")) && first.contains(QStringLiteral("sessions")));
        QVERIFY(first.value(QStringLiteral("device")).toString() != QStringLiteral("boiler"));
    }

    void deviceOptionsAreJudged_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("rule") << QStringList{"--devices", "--device-rule", "colour"}
                              << QByteArray("'header NAME', path");
        QTest::newRow("header") << QStringList{"--devices", "--device-rule", "header a b"}
                                << QByteArray("such as X-Device-Id");
        QTest::newRow("alone") << QStringList{"--device-rule", "path"} << QByteArray("goes with --devices");
        QTest::newRow("filter") << QStringList{"--devices", "--filter", "violation"}
                                << QByteArray("leave --filter out");
    }

    void deviceOptionsAreJudged()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, says);
        const Outcome outcome = run(QStringList{"show", m_log} + options);
        QCOMPARE(outcome.exitCode, 2);
        QVERIFY2(outcome.err.contains(says), outcome.err.constData());
    }

    void aWrongFilterIsPointedAt()
    {
        const Outcome outcome = run({"show", m_log, "--filter", "conn == 1 and opcod == ping"});
        QCOMPARE(outcome.exitCode, 2);
        QCOMPARE(outcome.out, QByteArray());
        QVERIFY2(outcome.err.contains("\n  conn == 1 and opcod == ping\n                ^^^^^\n"),
            outcome.err.constData());
    }

    void jsonComesBack()
    {
        const Outcome outcome = run({"show", m_log, "--json"});
        QCOMPARE(outcome.exitCode, 0);
        const QString lines = path("again.jsonl");
        QFile file(lines);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(outcome.out);
        file.close();
        QCOMPARE(run({"show", lines}).out, run({"show", m_log}).out);
    }

    void exportsToAFile_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("start");
        QTest::newRow("by name") << QStringList{"-o", "x.pcapng"} << QByteArray("\x0A\x0D\x0D\x0A");
        QTest::newRow("by format") << QStringList{"--format", "har", "-o", "x"}
                                   << QByteArray("{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":"
                                                 "\"sockscope-cli\",\"version\":\"" SOCKSCOPE_VERSION);
        QTest::newRow("csv") << QStringList{"-o", "x.csv"} << QByteArray("row,time");
        QTest::newRow("jsonl") << QStringList{"-o", "x.jsonl"} << QByteArray("{\"sockscope\":\"log\"");
    }

    void exportsToAFile()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, start);
        options.last() = m_directory.filePath(options.last());
        const Outcome outcome = run(QStringList{"export", m_log} + options);
        QCOMPARE(outcome.exitCode, 0);
        QCOMPARE(outcome.out, QByteArray());
        QFile file(options.last());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith(start));
    }

    void refuses_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("no log") << QStringList{"show"} << 2 << QByteArray("wants the name of a log");
        QTest::newRow("two logs") << QStringList{"show", "a", "b"} << 2 << QByteArray("\"b\"");
        QTest::newRow("no format") << QStringList{"export", "a"} << 2 << QByteArray("--format");
        QTest::newRow("format") << QStringList{"export", "a", "--format", "doc"} << 2
                                << QByteArray("\"doc\"");
        QTest::newRow("missing") << QStringList{"show", "/no/such/log"} << 1 << QByteArray("cannot be read");
        QTest::newRow("no log at all")
            << QStringList{"show", SOCKSCOPE_CLI} << 1 << QByteArray("is no Sockscope log");
        QTest::newRow("output") << QStringList{"export", "LOG", "--format", "csv", "-o", "/no/such/place"}
                                << 1 << QByteArray("cannot be written");
    }

    void refuses()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        QFETCH(QByteArray, words);
        arguments.replaceInStrings(QStringLiteral("LOG"), m_log);
        const Outcome outcome = run(arguments);
        QCOMPARE(outcome.exitCode, exitCode);
        QVERIFY2(outcome.err.contains(words), outcome.err.constData());
    }

    void whatIsWholeOfADamagedLogIsShown()
    {
        const QByteArray lines = run({"show", m_log, "--json"}).out;
        QFile file(path("cut.jsonl"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(lines.first(lines.size() - 20));
        file.close();
        const Outcome outcome = run({"show", file.fileName()});
        QCOMPARE(outcome.exitCode, 1);
        QCOMPARE(outcome.out.count('\n'), 13);
        QVERIFY2(outcome.err.contains("line 15 is left out: it is cut off"), outcome.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestCliLog)
#include "tst_clilog.moc"
