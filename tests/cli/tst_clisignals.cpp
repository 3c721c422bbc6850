// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"
#include "tests/cli/rawclient.h"

#include <cerrno>
#include <csignal>

#include <unistd.h>

using namespace sockscope;

class TestCliSignals : public QObject
{
    Q_OBJECT
private slots:
    void endsWithoutConnections_data() { signalNumbers(); }
    void endsWithoutConnections();
    void secondSignalDoesNotWait_data() { signalNumbers(); }
    void secondSignalDoesNotWait();
    void fullDiskIsTold();
    void closedOutputIsTold();

private:
    static void signalNumbers()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
    }
    static void raise(Program &program, int number)
    {
        QCOMPARE(::kill(pid_t(program.process().processId()), number), 0);
    }
};

void TestCliSignals::endsWithoutConnections()
{
    QFETCH(int, number);
    const auto program = Program::serve();
    raise(*program, number);
    QCOMPARE(program->exitCode(), 0);
}

void TestCliSignals::secondSignalDoesNotWait()
{
    QFETCH(int, number);
    const auto program = Program::serve();
    RawClient silent(program->port(), RawClient::Upgrade);
    QVERIFY(silent.head().startsWith("HTTP/1.1 101 "));
    raise(*program, number);
    QCOMPARE(silent.take(4), QByteArray::fromHex("880203e9")); // Close 1001, which it does not answer
    QCOMPARE(program->process().state(), QProcess::Running);
    raise(*program, number);
    QCOMPARE(program->exitCode(), 128 + number);
}

void TestCliSignals::fullDiskIsTold()
{
    if (!QFile::exists("/dev/full"))
        QSKIP("no /dev/full here");
    QProcess program;
    program.setStandardOutputFile("/dev/full");
    program.start(QStringLiteral(SOCKSCOPE_CLI), {"serve", "--port", "0"});
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.exitCode(), 1);
    QVERIFY(
        program.readAllStandardError().startsWith("sockscope-cli: cannot write to the standard output: "));
}

// As a service manager may start it: the number of the missing stream must not become a connection's.
void TestCliSignals::closedOutputIsTold()
{
    QProcess program;
    program.setChildProcessModifier([] { ::close(STDOUT_FILENO); });
    program.start(QStringLiteral(SOCKSCOPE_CLI), {"serve", "--port", "0"});
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.exitCode(), 1);
    QCOMPARE(program.readAllStandardError(),
        "sockscope-cli: cannot write to the standard output: " + qt_error_string(EBADF).toUtf8() + '\n');
}

QTEST_GUILESS_MAIN(TestCliSignals)
#include "tst_clisignals.moc"
