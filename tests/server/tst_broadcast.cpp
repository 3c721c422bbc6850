// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// One frame for everybody, put together once.
#include "echoserver.h"

#include <malloc.h>
#include <vector>

using ws::BroadcastResult;
using ws::SendResult;
using ws::WebSocketConnection;

class TestBroadcast : public QObject
{
    Q_OBJECT

private slots:
    void reachesAll_data();
    void reachesAll();
    void passesOver();
    void masks();
    void refuses();
    void tapSeesEach();
    void doesNotCompress();
    void bytesAreShared();
    void fullQueueEndsOneAlone();
    void fromWithinAMessage();
    void receiverMayDeleteTheServer();
};

namespace {

using Peers = std::vector<std::unique_ptr<RawPeer>>;

// Empty when one of them was refused.
Peers connectPeers(const EchoServer &bench, int count, const QByteArray &extra = {})
{
    Peers peers;
    for (int i = 0; i < count; ++i) {
        peers.push_back(std::make_unique<RawPeer>(bench.server.port()));
        if (!peers.back()->upgrade(extra))
            return {};
    }
    return peers;
}

size_t heapInUse()
{
    const auto heap = ::mallinfo2();
    return heap.uordblks + heap.hblkhd;
}

} // namespace

void TestBroadcast::reachesAll_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {0, 125, 126, 65'535, 65'536, 1'000'000})
        QTest::addRow("%d bytes", size) << size;
}

void TestBroadcast::reachesAll()
{
    QFETCH(int, size);
    EchoServer bench;
    const Peers peers = connectPeers(bench, 5);
    QCOMPARE(peers.size(), size_t(5));
    const QByteArray message(size, 'b');
    const BroadcastResult result = bench.server.broadcast(message);
    QCOMPARE(result.result, SendResult::Queued);
    QCOMPARE(result.connections, 5);
    QCOMPARE(bench.server.broadcast(QStringLiteral("behind it")).connections, 5);
    const qsizetype header = size < 126 ? 2 : size < 65'536 ? 4 : 10;
    for (const auto &peer : peers) {
        QVERIFY(peer->waitFor("\x81\x09"
                              "behind it"));
        QCOMPARE(quint8(peer->received()[0]), 0x82);
        QCOMPARE(peer->received().mid(header, size), message);
        QCOMPARE(peer->received().size(), header + size + 11);
    }
}

void TestBroadcast::passesOver()
{
    EchoServer bench;
    const Peers peers = connectPeers(bench, 3);
    RawPeer halfway(bench.server.port()); // has not asked for anything yet
    QTRY_COMPARE(bench.tap.accepted.size(), 4);
    const auto clients = bench.server.clients();
    QCOMPARE(clients.size(), 3);
    clients[0]->close(1000); // its closing handshake has begun
    QCOMPARE(bench.server.broadcast(QStringLiteral("all"), clients[1]).connections, 1);
    QVERIFY(peers[2]->waitFor("\x81\x03"
                              "all"));
    QVERIFY(peers[0]->waitFor(serverClose(1000)));
    QCOMPARE(peers[0]->received(), serverClose(1000));
    QVERIFY(peers[1]->received().isEmpty());
    QVERIFY(halfway.received().isEmpty());
    QCOMPARE(ws::WebSocketServer().broadcast(QStringLiteral("nobody")).connections, 0);
}

void TestBroadcast::masks()
{
    EchoServer bench;
    const Peers peers = connectPeers(bench, 2);
    QCOMPARE(bench.server.broadcast(ws::Opcode::Ping, "mask", nullptr, true).connections, 2);
    constexpr qsizetype FrameSize = 2 + 4 + 4;
    for (const auto &peer : peers) {
        QTRY_COMPARE(peer->received().size(), FrameSize);
        const QByteArray wire = peer->received();
        QCOMPARE(wire.first(2), QByteArray("\x89\x84"));
        for (int i = 0; i < 4; ++i)
            QCOMPARE(char(wire[6 + i] ^ wire[2 + i]), "mask"[i]);
    }
    QVERIFY(bench.tap.rows.contains(QStringLiteral("1 > ping fin masked 4/4 mask")));
}

// The caller's fault, whoever is there to be sent to.
void TestBroadcast::refuses()
{
    ws::ServerOptions options;
    options.maxPayload = 1000;
    EchoServer bench(options);
    const Peers peers = connectPeers(bench, 1);
    QCOMPARE(bench.server.broadcast(QByteArray(1001, 'x')).result, SendResult::TooLarge);
    QCOMPARE(bench.server.broadcast(ws::Opcode::Ping, QByteArray(126, 'x')).result, SendResult::TooLarge);
    QCOMPARE(bench.server.broadcast(ws::Opcode::Text, "\xFF").result, SendResult::InvalidText);
    QCOMPARE(bench.server.broadcast(ws::Opcode::Text, "\xFF").connections, 0);
    QCOMPARE(bench.server.broadcast(QByteArray(1000, 'x')).connections, 1);
    QTRY_COMPARE(peers[0]->received().size(), 1004);
}

void TestBroadcast::tapSeesEach()
{
    EchoServer bench;
    const Peers peers = connectPeers(bench, 2);
    bench.server.broadcast(QStringLiteral("seen"));
    for (const int number : {1, 2})
        QVERIFY(bench.tap.rows.contains(QStringLiteral("%1 > text fin plain 4/4 seen").arg(number)));
}

// RFC 7692 6: any message may go uncompressed; what one connection's window holds is no use to the others.
void TestBroadcast::doesNotCompress()
{
    ws::ServerOptions options;
    options.perMessageDeflate.enabled = true;
    options.perMessageDeflate.threshold = 0;
    EchoServer bench(options);
    const Peers peers = connectPeers(bench, 1, "Sec-WebSocket-Extensions: permessage-deflate\r\n");
    QCOMPARE(bench.latest->extensions(), "permessage-deflate");
    QCOMPARE(bench.server.broadcast(QStringLiteral("aaaa")).connections, 1);
    QVERIFY(peers[0]->waitFor("\x81\x04"
                              "aaaa"));
}

// However many do not read: their queues hold the same bytes.
void TestBroadcast::bytesAreShared()
{
    EchoServer bench;
    const Peers peers = connectPeers(bench, 20);
    QCOMPARE(peers.size(), size_t(20));
    bench.server.setFrameTap(nullptr); // it keeps a row for each
    const QByteArray message(8 * 1024 * 1024, 's');
    const size_t before = heapInUse();
    QCOMPARE(bench.server.broadcast(message).connections, 20);
    QCoreApplication::processEvents();
    const size_t after = heapInUse();
    QVERIFY2(after < before + 2 * size_t(message.size()), QByteArray::number(after - before));
    for (const ws::WebSocketConnection *client : bench.server.clients())
        QVERIFY(client->bufferedAmount() > 0);
    constexpr qsizetype HeaderSize = 10;
    QTRY_COMPARE(peers[7]->received().size(), message.size() + HeaderSize);
    QCOMPARE(peers[7]->received().sliced(HeaderSize), message);
}

void TestBroadcast::fullQueueEndsOneAlone()
{
    ws::ServerOptions options;
    options.limits.queuedBytes = 1024 * 1024;
    EchoServer bench(options);
    const Peers peers = connectPeers(bench, 2);
    const QByteArray message(1024 * 1024, 'q');
    int most = 2;
    for (int i = 0; i < 64 && most == 2; ++i) { // far more than the kernel's buffers and the bound hold
        most = bench.server.broadcast(message).connections;
        // The second reads all the time.
        QTRY_VERIFY((peers[1]->received(), peers[1]->takeReceived(), bench.latest->bufferedAmount() == 0));
    }
    QCOMPARE(most, 1);
    QCOMPARE(bench.errors.size(), 1);
    QCOMPARE(bench.errors.first().rule, ws::Rule::OutputQueueFull);
    QCOMPARE(bench.server.broadcast(QStringLiteral("go on")).connections, 1);
    QVERIFY(peers[1]->waitFor("go on"));
}

void TestBroadcast::fromWithinAMessage()
{
    EchoServer bench;
    bench.echo = false;
    const Peers peers = connectPeers(bench, 3);
    connect(bench.latest, &WebSocketConnection::messageReceived, &bench.server,
        [&](const QByteArray &data) { bench.server.broadcast(ws::Opcode::Text, data, bench.latest); });
    QVERIFY(peers[2]->send(clientFrame(0x81, "chat") + clientFrame(0x89, "done")));
    QVERIFY(peers[0]->waitFor("\x81\x04"
                              "chat"));
    QVERIFY(peers[1]->waitFor("\x81\x04"
                              "chat"));
    QVERIFY(peers[2]->waitFor("\x8A\x04"
                              "done"));
    QVERIFY(!peers[2]->received().contains("chat"));
}

void TestBroadcast::receiverMayDeleteTheServer()
{
    ws::ServerOptions options;
    options.limits.highWaterBytes = 1;
    RecordingTap tap;
    auto *server = new ws::WebSocketServer(options);
    const QPointer<ws::WebSocketServer> alive(server);
    server->setFrameTap(&tap);
    connect(server, &ws::WebSocketServer::connection, this, [server](WebSocketConnection *connection) {
        connect(
            connection, &WebSocketConnection::backpressureChanged, connection, [server] { delete server; });
    });
    QVERIFY(server->listen());
    RawPeer first(server->port());
    RawPeer second(server->port());
    QVERIFY(first.upgrade());
    QVERIFY(second.upgrade());
    QCOMPARE(server->broadcast(QStringLiteral("last words")).connections, 1);
    QVERIFY(alive.isNull());
    QVERIFY(tap.isBalanced());
}

QTEST_GUILESS_MAIN(TestBroadcast)
#include "tst_broadcast.moc"
