// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// How connections and the server end, against a client of Qt's and on the wire.
#include "qtclient.h"

#include <QSignalSpy>
#include <QTcpServer>

using ws::SendResult;

class TestServerClosing : public QObject
{
    Q_OBJECT

private slots:
    void peerCloses_data();
    void peerCloses();
    void serverCloses_data();
    void serverCloses();
    void terminateResets();
    void closeTimeOfItsOwn();
    void takenPort();
    void closesAll();
};

void TestServerClosing::peerCloses_data()
{
    QTest::addColumn<quint16>("code");
    QTest::addColumn<QString>("reason");
    QTest::newRow("normal") << quint16(1000) << QString();
    QTest::newRow("going away") << quint16(1001) << QStringLiteral("power off");
    QTest::newRow("registered") << quint16(3000) << QStringLiteral("ü");
    QTest::newRow("private") << quint16(4999) << QStringLiteral("battery");
}

void TestServerClosing::peerCloses()
{
    QFETCH(quint16, code);
    QFETCH(QString, reason);
    EchoServer bench;
    QWebSocket client;
    QVERIFY(openClient(&client, bench));
    client.close(QWebSocketProtocol::CloseCode(code), reason);
    QTRY_COMPARE(bench.closeCodes, QList{code});
    QCOMPARE(bench.closeReasons, QStringList{reason});
    QVERIFY(bench.tap.ends.first().clean);
    QVERIFY(bench.errors.isEmpty()); // it left before our answer, which is no fault
    QTRY_VERIFY(bench.latest.isNull());
    QCOMPARE(bench.server.connectionCount(), 0);
}

void TestServerClosing::serverCloses_data()
{
    peerCloses_data();
}

void TestServerClosing::serverCloses()
{
    QFETCH(quint16, code);
    QFETCH(QString, reason);
    EchoServer bench;
    QWebSocket client;
    QVERIFY(openClient(&client, bench));
    QSignalSpy gone(&client, &QWebSocket::disconnected);
    QCOMPARE(bench.latest->close(code, reason), SendResult::Queued);
    QCOMPARE(bench.latest->state(), ws::WebSocketConnection::State::Closing);
    QCOMPARE(bench.latest->send(QStringLiteral("late")), SendResult::NotOpen);
    QTRY_COMPARE(gone.size(), 1);
    QCOMPARE(quint16(client.closeCode()), code);
    QCOMPARE(client.closeReason(), reason);
    QTRY_COMPARE(bench.closeCodes, QList{code}); // the peer's answer
    QVERIFY(bench.tap.ends.first().clean);
}

void TestServerClosing::terminateResets()
{
    EchoServer bench;
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    bench.latest->terminate();
    QCOMPARE(bench.latest->state(), ws::WebSocketConnection::State::Closed);
    QCOMPARE(bench.latest->send(QStringLiteral("late")), SendResult::NotOpen);
    QCOMPARE(peer.waitForEnd(), RawPeer::End::Reset);
    QVERIFY(peer.received().isEmpty());
    QTRY_COMPARE(bench.closeCodes, QList<quint16>{1006});
    QTRY_VERIFY(bench.latest.isNull());
}

// As Node ws's close timeout, but by the call.
void TestServerClosing::closeTimeOfItsOwn()
{
    EchoServer bench;
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    QCOMPARE(bench.latest->close(1000, {}, std::chrono::milliseconds(30)), SendResult::Queued);
    QTRY_COMPARE(bench.closeCodes, QList<quint16>{1006});
    QCOMPARE(bench.errors.size(), 1);
    QCOMPARE(bench.errors.first().rule, ws::Rule::CloseTimeout);
    QVERIFY(bench.errors.first().detail.contains(QStringLiteral("30 ms")));
    QCOMPARE(peer.waitForEnd(), RawPeer::End::Reset);
}

void TestServerClosing::takenPort()
{
    QTcpServer holder;
    QVERIFY(holder.listen(QHostAddress::LocalHost));
    ws::ServerOptions options;
    options.port = holder.serverPort();
    ws::WebSocketServer server(options);
    QSignalSpy closed(&server, &ws::WebSocketServer::closed);
    QVERIFY(!server.listen());
    QVERIFY(!server.isListening());
    QVERIFY(!server.errorString().isEmpty());
    QCOMPARE(server.port(), quint16(0));
    QVERIFY(server.url().isEmpty());
    holder.close();
    QVERIFY2(server.listen(), qPrintable(server.errorString()));
    QCOMPARE(server.port(), options.port);
    QVERIFY(server.errorString().isEmpty());
    QVERIFY(!server.listen()); // already
    QVERIFY(server.isListening());
    QVERIFY(closed.isEmpty());
}

void TestServerClosing::closesAll()
{
    EchoServer bench;
    QSignalSpy closed(&bench.server, &ws::WebSocketServer::closed);
    RawPeer first(bench.server.port());
    RawPeer second(bench.server.port());
    QVERIFY(first.upgrade());
    QVERIFY(second.upgrade());
    bench.server.close();
    QVERIFY(!bench.server.isListening());
    for (RawPeer *peer : {&first, &second}) {
        QVERIFY(peer->waitFor(serverClose(1001)));
        QVERIFY(closed.isEmpty());
        peer->send(clientFrame(0x88, closePayload(1001)));
        QCOMPARE(peer->waitForEnd(), RawPeer::End::Fin);
        peer->leave();
    }
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(bench.closeCodes, (QList<quint16>{1001, 1001}));
    QVERIFY(bench.tap.isBalanced());
    QVERIFY(bench.server.listen());
    QVERIFY(bench.servesGoodPeer());
    QCOMPARE(closed.size(), 1);
}

QTEST_GUILESS_MAIN(TestServerClosing)
#include "tst_serverclosing.moc"
