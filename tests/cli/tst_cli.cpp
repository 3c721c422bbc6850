// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

#include <csignal>

namespace {

/// The program itself, serving on a free port.
class Cli : public QProcess
{
public:
    explicit Cli(const QStringList &options = {})
    {
        start(QStringLiteral(SOCKSCOPE_CLI),
            QStringList{QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0")} + options);
        address = nextLine();
    }
    ~Cli() override
    {
        if (state() != NotRunning) {
            kill();
            waitForFinished();
        }
    }

    QByteArray nextLine()
    {
        // In the event loop: a client in this thread must go on answering.
        (void)QTest::qWaitFor([this] { return canReadLine(); });
        return readLine().trimmed();
    }
    QJsonObject nextEvent() { return QJsonDocument::fromJson(nextLine()).object(); }
    QUrl url() const
    {
        const QJsonObject listening = QJsonDocument::fromJson(address).object();
        return QUrl(
            listening.isEmpty() ? QString::fromUtf8(address) : listening[QStringLiteral("url")].toString());
    }
    int end(int signal)
    {
        ::kill(pid_t(processId()), signal);
        (void)QTest::qWaitFor([this] { return state() == NotRunning; });
        return exitStatus() == NormalExit ? exitCode() : -1;
    }

    QByteArray address; // the first line
};

const QString json = QStringLiteral("--json");

QString text(const QJsonObject &event, const char *name)
{
    return event[QLatin1StringView(name)].toString();
}

} // namespace

class TestCli : public QObject
{
    Q_OBJECT

private slots:
    void badOptions_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("names"); // what the message must name
        const auto row = [](const char *name, const char *arguments, const char *names) {
            QTest::newRow(name) << QString::fromLatin1(arguments).split(u' ', Qt::SkipEmptyParts)
                                << QByteArray(names);
        };
        row("nothing", "", "serve");
        row("unknown command", "listen", "\"listen\"");
        row("unknown option", "serve --prot 1", "prot");
        row("stray word", "serve now", "\"now\"");
        row("port too large", "serve --port 65536",
            "--port wants a whole number from 0 to 65535, not \"65536\"");
        row("port no number", "serve --port http", "\"http\"");
        row("port negative", "serve --port -1", "\"-1\"");
        row("port without value", "serve --port", "--port");
        row("payload", "serve --max-payload 1.5", "\"1.5\"");
        row("backlog", "serve --backlog many", "\"many\"");
        row("interval", "serve --ping-interval 1s", "\"1s\"");
        row("reply", "serve --reply loud", "--reply is none or echo, not \"loud\"");
        row("subprotocol", "serve --subprotocol a,b", "\"a,b\"");
        row("flag with a value", "serve --json=yes", "json");
    }

    void badOptions()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, names);
        QProcess cli;
        cli.start(QStringLiteral(SOCKSCOPE_CLI), arguments);
        QVERIFY(cli.waitForFinished());
        QCOMPARE(cli.exitCode(), 2);
        const QByteArray words = cli.readAllStandardError();
        QCOMPARE(words.count('\n'), 1);
        QVERIFY2(words.contains(names), words.constData());
        QVERIFY(cli.readAllStandardOutput().isEmpty());
    }

    void helpAndVersion_data()
    {
        QTest::addColumn<QString>("argument");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("--help") << QStringLiteral("--help") << QByteArray("--max-payload BYTES");
        QTest::newRow("help") << QStringLiteral("help") << QByteArray("SIGTERM");
        QTest::newRow("--version") << QStringLiteral("--version") << QByteArray("sockscope-cli ");
    }

    void helpAndVersion()
    {
        QFETCH(QString, argument);
        QFETCH(QByteArray, says);
        QProcess cli;
        cli.start(QStringLiteral(SOCKSCOPE_CLI), {argument});
        QVERIFY(cli.waitForFinished());
        QCOMPARE(cli.exitCode(), 0);
        QVERIFY(cli.readAllStandardOutput().contains(says));
    }

    void firstLineIsTheAddress()
    {
        Cli plain;
        QVERIFY(plain.address.startsWith("ws://127.0.0.1:") && plain.address.endsWith('/'));
        QVERIFY(QUrl(QString::fromLatin1(plain.address)).port() > 0);

        Cli cli({json});
        const int port = cli.url().port();
        QVERIFY(port > 0);
        const QByteArray number = QByteArray::number(port);
        QCOMPARE(cli.address,
            R"({"event":"listening","url":"ws://127.0.0.1:)" + number + R"(/","host":"127.0.0.1","port":)"
                + number + '}');
    }

    void takenPort()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        QProcess cli;
        cli.start(QStringLiteral(SOCKSCOPE_CLI),
            {QStringLiteral("serve"), QStringLiteral("--port"), QString::number(other.serverPort())});
        QVERIFY(cli.waitForFinished());
        QCOMPARE(cli.exitCode(), 1);
        const QByteArray words = cli.readAllStandardError();
        QCOMPARE(words.count('\n'), 1);
        QVERIFY2(words.contains("already in use"), words.constData());
    }

    void events()
    {
        Cli cli({json, QStringLiteral("--reply"), QStringLiteral("echo"), QStringLiteral("--subprotocol"),
            QStringLiteral("b"), QStringLiteral("--subprotocol"), QStringLiteral("c")});
        QWebSocket client;
        QSignalSpy connected(&client, &QWebSocket::connected);
        QSignalSpy echoed(&client, &QWebSocket::binaryMessageReceived);
        QSignalSpy pong(&client, &QWebSocket::pong);
        QWebSocketHandshakeOptions options;
        options.setSubprotocols({QStringLiteral("a"), QStringLiteral("c")});
        QUrl url = cli.url();
        url.setPath(QStringLiteral("/v1"));
        client.open(url, options);
        QTRY_COMPARE(connected.size(), 1);
        client.sendTextMessage(QStringLiteral("\"é\n"));
        client.sendBinaryMessage(QByteArray::fromHex("00ff"));
        client.ping("p");
        QTRY_COMPARE(echoed.size(), 1);
        QTRY_COMPARE(pong.size(), 1);
        client.close(QWebSocketProtocol::CloseCode(4001), QStringLiteral("done"));

        QJsonObject event = cli.nextEvent();
        QCOMPARE(text(event, "event"), QStringLiteral("connection"));
        QCOMPARE(event[QStringLiteral("connection")].toInt(), 1);
        QCOMPARE(text(event, "path"), QStringLiteral("/v1"));
        QCOMPARE(text(event, "subprotocol"), QStringLiteral("c"));
        event = cli.nextEvent();
        QCOMPARE(text(event, "opcode"), QStringLiteral("text"));
        QCOMPARE(event[QStringLiteral("length")].toInt(), 4);
        QCOMPARE(text(event, "text"), QStringLiteral("\"é\n"));
        event = cli.nextEvent();
        QCOMPARE(text(event, "opcode"), QStringLiteral("binary"));
        QCOMPARE(text(event, "base64"), QStringLiteral("AP8="));
        event = cli.nextEvent();
        QCOMPARE(text(event, "event"), QStringLiteral("ping"));
        QCOMPARE(text(event, "base64"), QStringLiteral("cA=="));
        event = cli.nextEvent();
        QCOMPARE(text(event, "event"), QStringLiteral("close"));
        QCOMPARE(event[QStringLiteral("code")].toInt(), 4001);
        QCOMPARE(text(event, "reason"), QStringLiteral("done"));
    }

    void automaticPing()
    {
        Cli cli({json, QStringLiteral("--ping-interval"), QStringLiteral("20")});
        QWebSocket client;
        client.open(cli.url());
        QTRY_VERIFY(cli.bytesAvailable() > 0 && client.isValid());
        QTRY_VERIFY(cli.peek(65536).contains("rttMs"));
    }

    void errors_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("number"); // status or close code
        const QByteArray upgrade =
            "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
        QTest::newRow("plain GET") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                                   << QStringLiteral("WS_ERR_MISSING_UPGRADE") << 426;
        QTest::newRow("garbage") << QByteArray("\x01\x02\x03") << QStringLiteral("WS_ERR_MALFORMED_REQUEST")
                                 << 400;
        QTest::newRow("unmasked") << upgrade + QByteArray::fromHex("81026869")
                                  << QStringLiteral("WS_ERR_EXPECTED_MASK") << 1002;
        QTest::newRow("over the limit") << upgrade + QByteArray::fromHex("82fe040000000000")
                                        << QStringLiteral("WS_ERR_UNSUPPORTED_MESSAGE_LENGTH") << 1009;
    }

    void errors()
    {
        QFETCH(QByteArray, wire);
        QFETCH(QString, code);
        QFETCH(int, number);
        Cli cli({json, QStringLiteral("--max-payload"), QStringLiteral("1000")});
        QTcpSocket peer;
        peer.connectToHost(QStringLiteral("127.0.0.1"), quint16(cli.url().port()));
        peer.write(wire);
        QVERIFY(peer.waitForBytesWritten());
        QJsonObject event = cli.nextEvent();
        if (text(event, "event") == QLatin1StringView("connection"))
            event = cli.nextEvent();
        QCOMPARE(text(event, "event"), QStringLiteral("error"));
        QCOMPARE(text(event, "code"), code);
        QVERIFY(event[QStringLiteral("fatal")].toBool());
        QVERIFY(text(event, "section").startsWith(QLatin1StringView("RFC ")));
        const bool isHandshake = event.contains(QStringLiteral("status"));
        QCOMPARE(event[isHandshake ? QStringLiteral("status") : QStringLiteral("closeCode")].toInt(), number);
    }

    void backlogIsTold()
    {
        Cli cli({json, QStringLiteral("--backlog"), QStringLiteral("1")});
        QWebSocket first;
        first.open(cli.url());
        QTRY_VERIFY(first.isValid());
        QCOMPARE(text(cli.nextEvent(), "event"), QStringLiteral("connection"));
        QWebSocket second;
        second.open(cli.url());
        QTRY_VERIFY(cli.canReadLine());
        const QJsonObject event = cli.nextEvent();
        QCOMPARE(event[QStringLiteral("status")].toInt(), 503);
        QCOMPARE(event[QStringLiteral("connection")].toInt(), 2);
    }

    void signalsCloseWith1001_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }

    void signalsCloseWith1001()
    {
        QFETCH(int, number);
        Cli cli;
        QWebSocket client;
        client.open(cli.url());
        QTRY_VERIFY(client.isValid());
        QSignalSpy gone(&client, &QWebSocket::disconnected);
        QCOMPARE(cli.end(number), 0);
        QTRY_COMPARE(gone.size(), 1);
        QCOMPARE(int(client.closeCode()), 1001);
    }

    void quietSaysOnlyTheAddress()
    {
        Cli cli({QStringLiteral("--quiet"), QStringLiteral("--reply"), QStringLiteral("echo")});
        QWebSocket client;
        QSignalSpy echoed(&client, &QWebSocket::textMessageReceived);
        client.open(cli.url());
        QTRY_VERIFY(client.isValid());
        client.sendTextMessage(QStringLiteral("hi"));
        QTRY_COMPARE(echoed.size(), 1);
        QCOMPARE(cli.end(SIGTERM), 0);
        QVERIFY(cli.readAllStandardOutput().isEmpty());
        QVERIFY(cli.readAllStandardError().isEmpty());
    }

    void plainLinesReadWell()
    {
        Cli cli;
        QWebSocket client;
        client.open(cli.url());
        QTRY_VERIFY(client.isValid());
        client.sendTextMessage(QStringLiteral("hi"));
        QTRY_VERIFY(cli.peek(65536).count('\n') == 2);
        QVERIFY(cli.nextLine().startsWith("1 connection from 127.0.0.1:"));
        QCOMPARE(cli.nextLine(), QByteArray("1 text hi"));
    }

    // The reader of a pipe went away: the program ends by itself, and cleanly.
    void endsWhenNobodyReads()
    {
        QProcess cli;
        QProcess reader; // takes the address, and goes
        cli.setStandardOutputProcess(&reader);
        cli.start(QStringLiteral(SOCKSCOPE_CLI),
            {QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0")});
        reader.start(QStringLiteral("head"), {QStringLiteral("-n"), QStringLiteral("1")});
        QVERIFY(reader.waitForFinished());
        QWebSocket client;
        client.open(QUrl(QString::fromLatin1(reader.readAllStandardOutput().trimmed())));
        QTRY_COMPARE(cli.state(), QProcess::NotRunning);
        QCOMPARE(cli.exitStatus(), QProcess::NormalExit);
        QCOMPARE(cli.exitCode(), 0);
    }
};

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
