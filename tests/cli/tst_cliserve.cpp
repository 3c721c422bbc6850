// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"
#include "tests/cli/rawclient.h"

#include <QSignalSpy>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

using namespace sockscope;

class TestCliServe : public QObject
{
    Q_OBJECT
private slots:
    void quietWritesOneObject();
    void objectsAreWhole();
    void plainLines();
    void badTextKeepsTheJson();
    void choosesTheSubprotocol_data();
    void choosesTheSubprotocol();
    void refusesUnknownSubprotocols();
    void backlogIsFull();
    void messageTooBig();
    void brokenHandshakeIsToldOnce();
    void toleratedHandshakeHasNoStatus();
    void goneBeforeTheUpgrade();
    void leavesPingsUnanswered();
    void masksOnPurpose();
    void worksWithoutClientTracking();
};

namespace {

bool connects(QWebSocket &client, const QUrl &url)
{
    client.open(url);
    return QTest::qWaitFor([&] { return client.state() == QAbstractSocket::ConnectedState; });
}

QByteArray maskedWithZeros(const QByteArray &start, const QByteArray &payload)
{
    return start + QByteArray(4, '\0') + payload;
}

} // namespace

void TestCliServe::quietWritesOneObject()
{
    const auto program = Program::serve({"--quiet", "--reply", "echo"});
    QWebSocket client;
    QVERIFY(connects(client, program->url()));
    QSignalSpy echoed(&client, &QWebSocket::textMessageReceived);
    client.sendTextMessage("hello");
    QTRY_COMPARE(echoed.size(), 1);
    program->process().terminate();
    QCOMPARE(program->exitCode(), 0);
    QCOMPARE(program->process().readAllStandardOutput(), QByteArray());
}

void TestCliServe::objectsAreWhole()
{
    const auto program = Program::serve();
    QWebSocket client;
    QUrl url = program->url();
    url.setPath("/v1/telemetry");
    QVERIFY(connects(client, url));
    const QString peer = QStringLiteral("127.0.0.1:%1").arg(client.localPort());
    const QString text = QStringLiteral("a \"quote\", a\nline, grüß \U0001F600");
    client.sendTextMessage(text);
    client.sendBinaryMessage(QByteArray::fromHex("00ff"));
    client.ping("pi");
    client.close(QWebSocketProtocol::CloseCode(4001), "done");

    QCOMPARE(program->event("connection"),
        (QJsonObject{{"event", "connection"}, {"connection", 1}, {"peer", peer}, {"path", "/v1/telemetry"},
            {"subprotocol", ""}}));
    QCOMPARE(program->event("message"),
        (QJsonObject{{"event", "message"}, {"connection", 1}, {"opcode", "text"},
            {"length", int(text.toUtf8().size())}, {"text", text}}));
    QCOMPARE(program->event("message"),
        (QJsonObject{{"event", "message"}, {"connection", 1}, {"opcode", "binary"}, {"length", 2},
            {"base64", "AP8="}}));
    QCOMPARE(program->event("ping"),
        (QJsonObject{{"event", "ping"}, {"connection", 1}, {"length", 2}, {"base64", "cGk="}}));
    QCOMPARE(program->event("close"),
        (QJsonObject{{"event", "close"}, {"connection", 1}, {"code", 4001}, {"reason", "done"}}));
}

void TestCliServe::plainLines()
{
    Program program({"serve", "--port", "0"});
    const QUrl url(QString::fromUtf8(program.line()));
    QWebSocket client;
    QVERIFY(connects(client, url));
    const QByteArray peer = "127.0.0.1:" + QByteArray::number(client.localPort());
    client.sendTextMessage("two  words\n\x1b[31m");
    client.sendBinaryMessage(QByteArray::fromHex("00ff"));
    client.close(QWebSocketProtocol::CloseCode(4001), "done");
    QCOMPARE(program.line(), "1 connection from " + peer + " to /");
    QCOMPARE(program.line(), R"(1 text two  words\n\x1b[31m)");
    QCOMPARE(program.line(), "1 binary 2 B 00 ff");
    QCOMPARE(program.line(), "1 close 4001 private done");
}

void TestCliServe::badTextKeepsTheJson()
{
    const auto program = Program::serve({"--tolerate-violations"});
    RawClient client(program->port(), RawClient::Upgrade);
    QVERIFY(!program->event("connection").isEmpty());
    client.send(maskedWithZeros(QByteArray::fromHex("8182"),
        "\xff"
        "a"));
    const QJsonObject error = program->event("error");
    QCOMPARE(error.value("code").toString(), "WS_ERR_INVALID_UTF8");
    QCOMPARE(error.value("fatal"), QJsonValue(false));
    const QJsonObject message = program->event("message");
    QCOMPARE(message.value("text").toString(), QStringLiteral("\uFFFDa"));
    QCOMPARE(message.value("length").toInt(), 2);
}

void TestCliServe::choosesTheSubprotocol_data()
{
    QTest::addColumn<QStringList>("offered");
    QTest::addColumn<QString>("chosen");
    QTest::newRow("the client's first") << QStringList{"v2.sensor", "v1.sensor"} << "v2.sensor";
    QTest::newRow("one of many") << QStringList{"other", "v1.sensor"} << "v1.sensor";
    QTest::newRow("none in common") << QStringList{"other"} << "";
    QTest::newRow("none offered") << QStringList{} << "";
}

void TestCliServe::choosesTheSubprotocol()
{
    QFETCH(QStringList, offered);
    QFETCH(QString, chosen);
    const auto program = Program::serve({"--subprotocol", "v1.sensor", "--subprotocol", "v2.sensor"});
    QWebSocket client;
    QWebSocketHandshakeOptions options;
    options.setSubprotocols(offered);
    client.open(program->url(), options);
    QTRY_COMPARE(client.state(), QAbstractSocket::ConnectedState);
    QCOMPARE(client.subprotocol(), chosen);
    QCOMPARE(program->event("connection").value("subprotocol"), QJsonValue(chosen));
}

void TestCliServe::refusesUnknownSubprotocols()
{
    const auto program = Program::serve({"--subprotocol", "v1.sensor", "--refuse-unknown-subprotocol"});
    RawClient client(program->port(), RawClient::Upgrade);
    QVERIFY(client.head().startsWith("HTTP/1.1 401 "));
    const QJsonObject error = program->event("error");
    QCOMPARE(error.value("connection").toInt(), 1);
    QCOMPARE(error.value("status").toInt(), 401);
}

void TestCliServe::backlogIsFull()
{
    const auto program = Program::serve({"--backlog", "1"});
    QWebSocket first;
    QVERIFY(connects(first, program->url()));
    QVERIFY(!program->event("connection").isEmpty());
    RawClient second(program->port(), RawClient::Upgrade);
    QVERIFY(second.head().startsWith("HTTP/1.1 503 "));
    const QJsonObject error = program->event("error");
    QCOMPARE(error.value("connection").toInt(), 2);
    QCOMPARE(error.value("status").toInt(), 503);
    QCOMPARE(error.value("code").toString(), "HTTP_503"); // no rule is broken
    QCOMPARE(error.value("fatal"), QJsonValue(true));
    QVERIFY(error.value("message").toString().contains("backlog"));
}

void TestCliServe::messageTooBig()
{
    const auto program = Program::serve({"--max-payload", "100"});
    QWebSocket client;
    QVERIFY(connects(client, program->url()));
    QVERIFY(!program->event("connection").isEmpty());
    client.sendBinaryMessage(QByteArray(100, 'x'));
    QCOMPARE(program->event("message").value("length").toInt(), 100);
    client.sendBinaryMessage(QByteArray(101, 'x'));
    const QJsonObject error = program->event("error");
    QCOMPARE(error.value("connection").toInt(), 1);
    QCOMPARE(error.value("code").toString(), "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH");
    QCOMPARE(error.value("section").toString(), "RFC 6455 7.4.1");
    QCOMPARE(error.value("closeCode").toInt(), 1009);
    QCOMPARE(error.value("fatal"), QJsonValue(true));
    QVERIFY(!error.contains("status"));
    QVERIFY(error.value("message").toString().startsWith("WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: "));
    QCOMPARE(program->event("close").value("code").toInt(), 1009);
    QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(int(client.closeCode()), 1009);
}

void TestCliServe::brokenHandshakeIsToldOnce()
{
    const auto program = Program::serve();
    RawClient client(program->port(), QByteArray(RawClient::Upgrade).replace("GET", "PUT"));
    QVERIFY(client.head().startsWith("HTTP/1.1 405 "));
    const QJsonObject error = program->event("error");
    QCOMPARE(error.value("code").toString(), "WS_ERR_INVALID_METHOD");
    QCOMPARE(error.value("status").toInt(), 405);
    QCOMPARE(error.value("fatal"), QJsonValue(true));
    QWebSocket next;
    QVERIFY(connects(next, program->url()));
    QCOMPARE(program->event("connection").value("connection").toInt(), 2);
}

void TestCliServe::toleratedHandshakeHasNoStatus()
{
    const auto program = Program::serve(
        {"--tolerate-violations", "--subprotocol", "v1.sensor", "--refuse-unknown-subprotocol"});
    RawClient client(program->port(), QByteArray(RawClient::Upgrade).replace("Version: 13", "Version: 12"));
    QVERIFY(client.head().startsWith("HTTP/1.1 401 "));
    const QJsonObject tolerated = program->event("error");
    QCOMPARE(tolerated.value("code").toString(), "WS_ERR_INVALID_VERSION");
    QCOMPARE(tolerated.value("fatal"), QJsonValue(false));
    QVERIFY(!tolerated.contains("status"));
    QCOMPARE(program->event("error").value("status").toInt(), 401); // the refusal has a reason of its own
}

void TestCliServe::goneBeforeTheUpgrade()
{
    const auto program = Program::serve();
    RawClient client(program->port(), "GET / HT");
    client.leave();
    const QJsonObject error = program->event("error");
    QCOMPARE(error.value("code").toString(), "WS_ERR_HANDSHAKE_INCOMPLETE");
    QVERIFY(!error.contains("status")); // nobody was there to be answered
}

void TestCliServe::leavesPingsUnanswered()
{
    const auto program = Program::serve({"--no-auto-pong", "--reply", "echo"});
    QWebSocket client;
    QVERIFY(connects(client, program->url()));
    QSignalSpy pong(&client, &QWebSocket::pong);
    QSignalSpy echoed(&client, &QWebSocket::textMessageReceived);
    client.ping("p");
    client.sendTextMessage("after it");
    QTRY_COMPARE(echoed.size(), 1);
    QCOMPARE(pong.size(), 0);
    QVERIFY(!program->event("connection").isEmpty());
    QCOMPARE(program->event("ping").value("base64").toString(), "cA==");
}

void TestCliServe::masksOnPurpose()
{
    const auto program = Program::serve({"--mask", "--reply", "echo"});
    RawClient client(program->port(), RawClient::Upgrade);
    QVERIFY(client.head().startsWith("HTTP/1.1 101 "));
    client.send(maskedWithZeros(QByteArray::fromHex("8181"), "a"));
    QCOMPARE(client.take(2), QByteArray::fromHex("8181")); // text, masked, one byte
}

void TestCliServe::worksWithoutClientTracking()
{
    const auto program = Program::serve({"--no-client-tracking", "--backlog", "1"});
    QWebSocket first;
    QVERIFY(connects(first, program->url()));
    RawClient second(program->port(), RawClient::Upgrade);
    QVERIFY(second.head().startsWith("HTTP/1.1 503 ")); // counted all the same
    program->process().terminate();
    QCOMPARE(program->exitCode(), 0);
    QTRY_COMPARE(first.closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
}

QTEST_GUILESS_MAIN(TestCliServe)
#include "tst_cliserve.moc"
