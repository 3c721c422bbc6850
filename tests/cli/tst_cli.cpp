// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

#include <csignal>

using namespace sockscope;

/// The main job: an address, a client, what it did, and an orderly end.
class TestCli : public QObject
{
    Q_OBJECT

private slots:
    void firstLineIsTheAddress();
    void takenPort();
    void exchange();
    void automaticPing();
    void unmaskedFrame();
    void signalsCloseWith1001_data();
    void signalsCloseWith1001();
    void quietSaysOnlyTheAddress();
    void endsWhenNobodyReads();
};

void TestCli::firstLineIsTheAddress()
{
    Program plain({QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0")});
    const QByteArray address = plain.line();
    QVERIFY(address.startsWith("ws://127.0.0.1:") && address.endsWith('/'));

    Program json(
        {QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--json")});
    const QByteArray line = json.line();
    const int port = QJsonDocument::fromJson(line).object()[QStringLiteral("port")].toInt();
    QVERIFY(port > 0);
    const QByteArray number = QByteArray::number(port);
    QCOMPARE(line,
        R"({"event":"listening","url":"ws://127.0.0.1:)" + number + R"(/","host":"127.0.0.1","port":)"
            + number + '}');
}

void TestCli::takenPort()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    Program program({QStringLiteral("serve"), QStringLiteral("--port"), QString::number(other.serverPort())});
    QCOMPARE(program.exitCode(), 1);
    const QByteArray words = program.process().readAllStandardError();
    QCOMPARE(words.count('\n'), 1);
    QVERIFY2(words.contains("already in use"), words.constData());
}

void TestCli::exchange()
{
    const auto program =
        Program::serve({QStringLiteral("--reply"), QStringLiteral("echo"), QStringLiteral("--subprotocol"),
            QStringLiteral("b"), QStringLiteral("--subprotocol"), QStringLiteral("c")});
    QWebSocket client;
    QSignalSpy echoed(&client, &QWebSocket::binaryMessageReceived);
    QSignalSpy pong(&client, &QWebSocket::pong);
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({QStringLiteral("a"), QStringLiteral("c")});
    client.open(program->url().resolved(QUrl(QStringLiteral("/v1"))), options);
    const QJsonObject connection = program->event(QStringLiteral("connection"));
    QCOMPARE(connection[QStringLiteral("connection")].toInt(), 1);
    QCOMPARE(connection[QStringLiteral("path")].toString(), QStringLiteral("/v1"));
    QCOMPARE(connection[QStringLiteral("subprotocol")].toString(), QStringLiteral("c"));

    QTRY_VERIFY(client.isValid());
    client.sendTextMessage(QStringLiteral("\"é\n"));
    client.sendBinaryMessage(QByteArray::fromHex("00ff"));
    client.ping("p");
    QTRY_COMPARE(echoed.size(), 1);
    QTRY_COMPARE(pong.size(), 1);
    client.close(QWebSocketProtocol::CloseCode(4001), QStringLiteral("done"));

    QJsonObject message = program->event(QStringLiteral("message"));
    QCOMPARE(message[QStringLiteral("opcode")].toString(), QStringLiteral("text"));
    QCOMPARE(message[QStringLiteral("length")].toInt(), 4);
    QCOMPARE(message[QStringLiteral("text")].toString(), QStringLiteral("\"é\n"));
    message = program->event(QStringLiteral("message"));
    QCOMPARE(message[QStringLiteral("opcode")].toString(), QStringLiteral("binary"));
    QCOMPARE(message[QStringLiteral("base64")].toString(), QStringLiteral("AP8="));
    QCOMPARE(
        program->event(QStringLiteral("ping"))[QStringLiteral("base64")].toString(), QStringLiteral("cA=="));
    const QJsonObject close = program->event(QStringLiteral("close"));
    QCOMPARE(close[QStringLiteral("code")].toInt(), 4001);
    QCOMPARE(close[QStringLiteral("reason")].toString(), QStringLiteral("done"));
}

void TestCli::automaticPing()
{
    const auto program = Program::serve({QStringLiteral("--ping-interval"), QStringLiteral("20")});
    QWebSocket client;
    client.open(program->url());
    QVERIFY(!program->event(QStringLiteral("connection")).isEmpty());
    const QJsonObject pong = program->event(QStringLiteral("pong"));
    QVERIFY(pong[QStringLiteral("rttMs")].toDouble() > 0);
    const QStringList clocks{QStringLiteral("kernel"), QStringLiteral("user")};
    QVERIFY(clocks.contains(pong[QStringLiteral("rttClock")].toString()));
}

void TestCli::unmaskedFrame()
{
    const auto program = Program::serve();
    QTcpSocket peer;
    peer.connectToHost(QStringLiteral("127.0.0.1"), program->port());
    peer.write("GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        + QByteArray::fromHex("81026869"));
    QVERIFY(!program->event(QStringLiteral("connection")).isEmpty());
    const QJsonObject error = program->event(QStringLiteral("error"));
    QCOMPARE(error[QStringLiteral("code")].toString(), QStringLiteral("WS_ERR_EXPECTED_MASK"));
    QCOMPARE(error[QStringLiteral("section")].toString(), QStringLiteral("RFC 6455 5.1"));
    QCOMPARE(error[QStringLiteral("closeCode")].toInt(), 1002);
    QVERIFY(error[QStringLiteral("fatal")].toBool());
}

void TestCli::signalsCloseWith1001_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void TestCli::signalsCloseWith1001()
{
    QFETCH(int, number);
    const auto program = Program::serve();
    QWebSocket client;
    client.open(program->url());
    QTRY_VERIFY(client.isValid());
    QSignalSpy gone(&client, &QWebSocket::disconnected);
    ::kill(pid_t(program->process().processId()), number);
    QCOMPARE(program->exitCode(), 0);
    QTRY_COMPARE(gone.size(), 1);
    QCOMPARE(int(client.closeCode()), 1001);
}

void TestCli::quietSaysOnlyTheAddress()
{
    const auto program =
        Program::serve({QStringLiteral("--quiet"), QStringLiteral("--reply"), QStringLiteral("echo")});
    QWebSocket client;
    QSignalSpy echoed(&client, &QWebSocket::textMessageReceived);
    client.open(program->url());
    QTRY_VERIFY(client.isValid());
    client.sendTextMessage(QStringLiteral("hi"));
    QTRY_COMPARE(echoed.size(), 1);
    ::kill(pid_t(program->process().processId()), SIGTERM);
    QCOMPARE(program->exitCode(), 0);
    QVERIFY(program->process().readAllStandardOutput().isEmpty());
    QVERIFY(program->process().readAllStandardError().isEmpty());
}

// The reader of a pipe went away: the program ends by itself, and cleanly.
void TestCli::endsWhenNobodyReads()
{
    QProcess program;
    QProcess reader; // takes the address, and goes
    program.setStandardOutputProcess(&reader);
    program.start(QStringLiteral(SOCKSCOPE_CLI),
        {QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0")});
    reader.start(QStringLiteral("head"), {QStringLiteral("-n"), QStringLiteral("1")});
    QVERIFY(reader.waitForFinished());
    QWebSocket client;
    client.open(QUrl(QString::fromLatin1(reader.readAllStandardOutput().trimmed())));
    QTRY_COMPARE(program.state(), QProcess::NotRunning);
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 0);
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
