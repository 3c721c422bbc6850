// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// `sockscope-cli limits`: what it says, and its exit codes.
#include "tests/cli/program.h"

#include <QWebSocket>

using namespace sockscope;

class TestCliLimits : public QObject
{
    Q_OBJECT

private:
    /// Connects @p device, and again whenever it is cut off, to the address that @p program tells.
    void attach(QWebSocket *device, Program *program)
    {
        program->process().setReadChannel(QProcess::StandardError);
        const QString line = QString::fromUtf8(program->line());
        const QUrl url(line.section(QStringLiteral("listening on "), 1).section(u';', 0, 0));
        program->process().setReadChannel(QProcess::StandardOutput);
        QVERIFY2(url.isValid() && url.port() > 0, qPrintable(line));
        const auto open = [device, url] { device->open(url); };
        connect(device, &QWebSocket::disconnected, device, open, Qt::QueuedConnection);
        open();
    }

private slots:
    void writesATable()
    {
        Program program({"limits", "--port", "0", "--find", "text-message=4000", "--find", "write-size"});
        QWebSocket device;
        device.setMaxAllowedIncomingMessageSize(1000);
        attach(&device, &program);
        QCOMPARE(program.exitCode(), 0);
        const QList<QByteArray> lines = program.process().readAllStandardOutput().split('\n');
        QCOMPARE(lines.size(), 4);
        QVERIFY2(lines[0].startsWith("Limit  "), lines[0].constData());
        QVERIFY2(lines[1].startsWith("Largest text message  1,000 B"), lines[1].constData());
        QVERIFY2(lines[2].startsWith("Smallest TCP write    1 B per write, the bound"), lines[2].constData());
    }

    void whatIsRequired_data()
    {
        QTest::addColumn<QString>("required");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("stands") << "binary-message=1000" << 0;
        QTest::newRow("does not") << "binary-message=1001" << 1;
        QTest::newRow("less is harder") << "write-size=4" << 0;
    }
    void whatIsRequired()
    {
        QFETCH(QString, required);
        QFETCH(int, exitCode);
        Program program({"limits", "--port", "0", "--json", "--require", required});
        QWebSocket device;
        device.setMaxAllowedIncomingMessageSize(1000);
        attach(&device, &program);
        QCOMPARE(program.exitCode(), exitCode);
        const auto json = QJsonDocument::fromJson(program.process().readAllStandardOutput()).object();
        QCOMPARE(json.value(QStringLiteral("ending")).toString(), QStringLiteral("completed"));
    }

    void noDeviceComes()
    {
        Program program({"limits", "--port", "0", "--wait", "50"});
        QCOMPARE(program.exitCode(), 1);
        QVERIFY(program.process().readAllStandardError().contains("no device came in time"));
    }

    void refuses_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("kind") << QStringList{"--find", "shards"}
                              << QByteArray("there is no limit \"shards\"");
        QTest::newRow("figure") << QStringList{"--require", "frame=big"}
                                << QByteArray("--require wants frame=NUMBER, not \"frame=big\"");
        QTest::newRow("no figure") << QStringList{"--require", "frame"} << QByteArray("wants frame=NUMBER");
        QTest::newRow("too far") << QStringList{"--find", "frame=99999999"}
                                 << QByteArray("the bound has to be from 1 B to 31,457,280 B");
        QTest::newRow("time") << QStringList{"--pong-timeout", "1"} << QByteArray("from 50 ms to 1 hour");
        QTest::newRow("word") << QStringList{"frame"} << QByteArray("limits takes options only");
    }
    void refuses()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, words);
        Program program(QStringList{"limits"} + options);
        QCOMPARE(program.exitCode(), 2);
        const QByteArray error = program.process().readAllStandardError();
        QVERIFY2(error.contains(words), error.constData());
    }
};

QTEST_GUILESS_MAIN(TestCliLimits)
#include "tst_clilimits.moc"
