// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The documented API, against a client of Qt's and on the wire.
#include "qtclient.h"

#include <QSignalSpy>

using ws::SendResult;

class TestWebSocketServer : public QObject
{
    Q_OBJECT

private slots:
    void messages_data();
    void messages();
    void pingAndPong();
    void whatTheUpgradeTold();
    void subprotocol_data();
    void subprotocol();
    void subprotocolNotOffered();
    void backlog();
    void clientTracking();
    void maxPayload();
    void masksOnTheWire();
    void masksItsAnswers();
    void refusesToSend();
};

void TestWebSocketServer::messages_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {0, 1, 125, 126, 65535, 65536, 1024 * 1024})
        QTest::addRow("%d bytes", size) << size;
}

void TestWebSocketServer::messages()
{
    QFETCH(int, size);
    EchoServer bench;
    QWebSocket client;
    QVERIFY(openClient(&client, bench));
    QSignalSpy texts(&client, &QWebSocket::textMessageReceived);
    QSignalSpy binaries(&client, &QWebSocket::binaryMessageReceived);
    const QString text(size, u'x');
    QByteArray binary(size, Qt::Uninitialized);
    for (int i = 0; i < size; ++i)
        binary[i] = char(i * 7);

    client.sendTextMessage(text);
    client.sendBinaryMessage(binary);

    QTRY_COMPARE(binaries.size(), 1);
    QCOMPARE(texts.size(), 1);
    QVERIFY(texts.first().first().toString() == text);
    QVERIFY(binaries.first().first().toByteArray() == binary);
}

void TestWebSocketServer::pingAndPong()
{
    EchoServer bench;
    QWebSocket client;
    QVERIFY(openClient(&client, bench));
    QSignalSpy pongs(&client, &QWebSocket::pong);

    client.ping("from device");
    QTRY_COMPARE(pongs.size(), 1);
    QCOMPARE(pongs.first().at(1).toByteArray(), "from device");
    QCOMPARE(bench.pings, QList<QByteArray>{"from device"});

    QCOMPARE(bench.latest->ping("from bench"), SendResult::Queued);
    QTRY_COMPARE(bench.pongs, QList<QByteArray>{"from bench"});

    bench.server.setAutomaticPong(false);
    client.ping("unanswered");
    QTRY_COMPARE(bench.pings.size(), 2);
    QCOMPARE(bench.latest->pong("by hand"), SendResult::Queued);
    QTRY_COMPARE(pongs.size(), 2);
    QCOMPARE(pongs.last().at(1).toByteArray(), "by hand");
}

void TestWebSocketServer::whatTheUpgradeTold()
{
    EchoServer bench;
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade("X-Device: 7\r\n"));
    QCOMPARE(bench.latest->path(), QStringLiteral("/device?id=7"));
    QCOMPARE(bench.latest->requestHead(), RawPeer::upgradeRequest("X-Device: 7\r\n"));
    QCOMPARE(bench.latest->peerAddress(), QStringLiteral("127.0.0.1"));
    QVERIFY(bench.latest->peerPort() != 0);
    QCOMPARE(bench.latest->number(), quint64(1));
    QCOMPARE(bench.latest->state(), ws::WebSocketConnection::State::Open);
}

void TestWebSocketServer::subprotocol_data()
{
    QTest::addColumn<QStringList>("offered");
    QTest::addColumn<QString>("chosen"); // null: refused
    QTest::newRow("one of two") << QStringList{QStringLiteral("v1"), QStringLiteral("v2")}
                                << QStringLiteral("v2");
    QTest::newRow("none offered") << QStringList() << QStringLiteral("");
    QTest::newRow("refused") << QStringList{QStringLiteral("v3")} << QString();
}

void TestWebSocketServer::subprotocol()
{
    QFETCH(QStringList, offered);
    QFETCH(QString, chosen);
    QStringList asked;
    ws::ServerOptions options;
    options.acceptHandler = [&](const QStringList &subprotocols) {
        asked = subprotocols;
        return chosen.isNull() ? std::nullopt : std::optional(chosen);
    };
    EchoServer bench(options);
    QWebSocket client;
    if (!chosen.isNull()) {
        QVERIFY(openClient(&client, bench, offered));
        QCOMPARE(client.subprotocol(), chosen);
        QCOMPARE(bench.latest->subprotocol(), chosen);
    } else {
        QWebSocketHandshakeOptions handshake;
        handshake.setSubprotocols(offered);
        client.open(QUrl(bench.server.url()), handshake);
        QTRY_COMPARE(bench.refusals, QList{401});
        QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
        QVERIFY(bench.latest.isNull());
    }
    QCOMPARE(asked, offered);
}

void TestWebSocketServer::subprotocolNotOffered()
{
    ws::ServerOptions options;
    options.acceptHandler = [](const QStringList &) { return QStringLiteral("surprise"); };
    EchoServer bench(options);
    RawPeer peer(bench.server.port());
    QVERIFY(peer.send(RawPeer::upgradeRequest("Sec-WebSocket-Protocol: v1\r\n")));
    QVERIFY(peer.waitFor("\r\nSec-WebSocket-Protocol: surprise\r\n"));
}

void TestWebSocketServer::backlog()
{
    ws::ServerOptions options;
    options.backlog = 2;
    EchoServer bench(options);
    RawPeer first(bench.server.port());
    RawPeer second(bench.server.port());
    RawPeer third(bench.server.port());
    QVERIFY(first.upgrade());
    QVERIFY(second.upgrade());
    QVERIFY(third.send(RawPeer::upgradeRequest()));
    QCOMPARE(third.waitForEnd(), RawPeer::End::Fin);
    QVERIFY2(third.received().startsWith("HTTP/1.1 503 "), third.received());
    QVERIFY2(third.received().contains("\r\nRetry-After: "), third.received());
    QCOMPARE(bench.refusals, QList{503});
    QCOMPARE(bench.server.refusedByBacklog(), quint64(1));
    QCOMPARE(bench.server.connectionCount(), 2);

    first.reset();
    QTRY_COMPARE(bench.server.connectionCount(), 1);
    QVERIFY(bench.servesGoodPeer());
}

void TestWebSocketServer::clientTracking()
{
    for (const bool tracks : {true, false}) {
        ws::ServerOptions options;
        options.clientTracking = tracks;
        EchoServer bench(options);
        RawPeer peer(bench.server.port());
        QVERIFY(peer.upgrade());
        QCOMPARE(bench.server.connectionCount(), 1);
        const QList<ws::WebSocketConnection *> expected{bench.latest};
        QCOMPARE(bench.server.clients(), tracks ? expected : QList<ws::WebSocketConnection *>());
        peer.reset();
        QTRY_COMPARE(bench.server.connectionCount(), 0);
        QVERIFY(bench.server.clients().isEmpty());
    }
}

void TestWebSocketServer::maxPayload()
{
    ws::ServerOptions options;
    options.maxPayload = 100;
    EchoServer bench(options);
    QWebSocket client;
    QVERIFY(openClient(&client, bench));
    QSignalSpy binaries(&client, &QWebSocket::binaryMessageReceived);
    client.sendBinaryMessage(QByteArray(100, 'x'));
    QTRY_COMPARE(binaries.size(), 1);
    QCOMPARE(bench.latest->send(QByteArray(100, 'x')), SendResult::Queued);
    QCOMPARE(bench.latest->send(QByteArray(101, 'x')), SendResult::TooLarge);
    QTRY_COMPARE(binaries.size(), 2);

    client.sendBinaryMessage(QByteArray(101, 'x'));
    QTRY_COMPARE(bench.closeCodes, QList<quint16>{1009});
    QCOMPARE(client.closeCode(), QWebSocketProtocol::CloseCodeTooMuchData);
    QCOMPARE(bench.errors.size(), 1);
    QCOMPARE(bench.errors.first().rule, ws::Rule::MessageTooBig);
    QCOMPARE(binaries.size(), 2);
}

void TestWebSocketServer::masksOnTheWire()
{
    EchoServer bench;
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    const struct
    {
        quint8 first;
        SendResult result;
    } frames[] = {{0x81, bench.latest->send(QStringLiteral("mask"), true)},
        {0x82, bench.latest->send(QByteArray("mask"), true)}, {0x89, bench.latest->ping("mask", true)},
        {0x8A, bench.latest->pong("mask", true)}};
    constexpr qsizetype FrameSize = 2 + 4 + 4;
    QTRY_COMPARE(peer.received().size(), 4 * FrameSize);
    const QByteArray wire = peer.received();
    for (int i = 0; i < 4; ++i) {
        QCOMPARE(frames[i].result, SendResult::Queued);
        const QByteArray frame = wire.mid(i * FrameSize, FrameSize);
        QCOMPARE(quint8(frame[0]), frames[i].first);
        QCOMPARE(quint8(frame[1]), 0x84);
        QByteArray payload;
        for (int byte = 0; byte < 4; ++byte)
            payload += char(frame[6 + byte] ^ frame[2 + byte]);
        QCOMPARE(payload, "mask");
    }
}

void TestWebSocketServer::masksItsAnswers()
{
    ws::ServerOptions options;
    options.maskAnswers = true;
    EchoServer bench(options);
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    peer.send(clientFrame(0x89, {}) + clientFrame(0x88, {}));
    QCOMPARE(peer.waitForEnd(), RawPeer::End::Fin);
    const QByteArray wire = peer.received();
    QCOMPARE(wire.size(), 2 * (2 + 4));
    QCOMPARE(wire.first(2), QByteArray("\x8A\x80"));
    QCOMPARE(wire.mid(6, 2), QByteArray("\x88\x80"));
}

void TestWebSocketServer::refusesToSend()
{
    EchoServer bench;
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    QCOMPARE(bench.latest->ping(QByteArray(126, 'p')), SendResult::TooLarge);
    QCOMPARE(bench.latest->pong(QByteArray(126, 'p')), SendResult::TooLarge);
    QCOMPARE(bench.latest->send(ws::Opcode::Text, "\xFF"), SendResult::InvalidText);
    for (const quint16 code : {999, 1006, 1015, 2999, 5000})
        QCOMPARE(bench.latest->close(code), SendResult::InvalidCloseCode);
    // None of it went out, and none of it harmed the connection.
    QCOMPARE(bench.latest->ping(QByteArray(125, 'p')), SendResult::Queued);
    QTRY_COMPARE(peer.received(), "\x89\x7D" + QByteArray(125, 'p'));
}

QTEST_GUILESS_MAIN(TestWebSocketServer)
#include "tst_websocketserver.moc"
