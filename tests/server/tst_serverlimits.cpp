// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Bounds that one peer meets because of the others, or of the machine.
#include "echoserver.h"

#include <QSignalSpy>

#include <malloc.h>
#include <memory>
#include <sys/resource.h>
#include <vector>

static size_t heapInUse()
{
    const auto heap = ::mallinfo2();
    return heap.uordblks + heap.hblkhd;
}

class TestServerLimits : public QObject
{
    Q_OBJECT

private slots:
    void handshakes();
    void fragments();
    void manyFragmentsAreLegal();
    void frameSize();
    void floodAfterViolation();
    void descriptors();
};

// Peers that do not finish their request keep the others waiting, not out.
void TestServerLimits::handshakes()
{
    ws::ServerOptions options;
    options.limits.handshakes = 2;
    EchoServer bench(options);
    std::vector<std::unique_ptr<RawPeer>> peers;
    for (int i = 0; i < 5; ++i)
        peers.push_back(std::make_unique<RawPeer>(bench.server.port())); // the kernel takes them all
    QTRY_COMPARE(bench.tap.accepted.size(), 2);
    QCoreApplication::processEvents();
    QCOMPARE(bench.tap.accepted.size(), 2);

    for (const auto &peer : peers)
        QVERIFY(peer->upgrade());
    QCOMPARE(bench.server.connectionCount(), 5);
    QVERIFY(bench.servesGoodPeer());
}

// Empty fragments cost a peer 6 bytes each and would never reach maxPayload.
void TestServerLimits::fragments()
{
    ws::ServerOptions options;
    options.limits.messageFragments = 4;
    EchoServer bench(options);
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    const QByteArray most = clientFrame(0x01, {}) + clientFrame(0x00, {}).repeated(2);
    peer.send(most + clientFrame(0x80, "four"));
    QVERIFY(peer.waitFor("\x81\x04"
                         "four"));
    peer.send(most + clientFrame(0x00, {}).repeated(2));
    QCOMPARE(peer.waitForEnd(), RawPeer::End::Fin);
    peer.leave();
    QTRY_COMPARE(bench.closeCodes, QList<quint16>{1008});
    QCOMPARE(bench.errors.size(), 1);
    QCOMPARE(bench.errors.first().rule, ws::Rule::TooManyFragments);
    QVERIFY(bench.servesGoodPeer());
}

// RFC 6455 5.4 sets no bound: 4 MiB in 65,537 fragments pass by default, and cost the memory of 4 MiB.
void TestServerLimits::manyFragmentsAreLegal()
{
    constexpr int Fragments = 65'537;
    constexpr int Size = 64;
    ws::WebSocketServer server; // without a tap, which would keep a row for each
    QByteArray got;
    connect(&server, &ws::WebSocketServer::connection, this, [&](ws::WebSocketConnection *connection) {
        connect(connection, &ws::WebSocketConnection::messageReceived, this,
            [&](const QByteArray &data) { got = data; });
    });
    QVERIFY(server.listen());
    RawPeer peer(server.port());
    QVERIFY(peer.upgrade());
    const QByteArray wire = clientFrame(0x01, QByteArray(Size, 'f'))
        + clientFrame(0x00, QByteArray(Size, 'f')).repeated(Fragments - 2) + clientFrame(0x89, "all");
    const size_t before = heapInUse();
    QVERIFY(peer.send(wire));
    QVERIFY(peer.waitFor("\x8A\x03"
                         "all")); // everything but the last fragment has been taken
    constexpr size_t Bytes = size_t(Fragments - 1) * Size;
    const size_t after = heapInUse();
    QVERIFY2(after < before + 2 * Bytes + 1024 * 1024, QByteArray::number(after - before));
    QVERIFY(peer.send(clientFrame(0x80, {})));
    QTRY_COMPARE(got.size(), qsizetype(Bytes));
    QCOMPARE(got.count('f'), got.size());
}

void TestServerLimits::frameSize()
{
    ws::ServerOptions options;
    options.limits.frameBytes = 100;
    EchoServer bench(options);
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    const QByteArray most(100, 'f');
    peer.send(clientFrame(0x02, most) + clientFrame(0x00, most) + clientFrame(0x80, most));
    QTRY_COMPARE(bench.messages, QList<QByteArray>{most.repeated(3)});
    peer.send(clientFrame(0x82, QByteArray(101, 'f')).first(8)); // the header is enough
    QVERIFY(peer.waitFor(closePayload(1009)));
    QCOMPARE(bench.errors.size(), 1);
    QCOMPARE(bench.errors.first().rule, ws::Rule::FrameTooBig);
    peer.leave();
    QTRY_COMPARE(bench.closeCodes, QList<quint16>{1009});
}

// Its bytes are read away until it ends: with unread input our Close would be overtaken by a reset.
void TestServerLimits::floodAfterViolation()
{
    ws::ServerOptions options;
    options.maxPayload = 1024;
    EchoServer bench(options);
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    const QByteArray tooLong = QByteArray::fromHex("82FE7FFF37FA213D");
    QVERIFY(peer.send(tooLong + QByteArray(8 * 1024 * 1024, 'x')));
    QCOMPARE(peer.waitForEnd(), RawPeer::End::Fin);
    QVERIFY2(peer.received().mid(2).startsWith(closePayload(1009)), peer.received().toHex());
    peer.leave();
    QTRY_VERIFY(bench.tap.isBalanced());
    QVERIFY2(
        bench.tap.ends.first().transportError.isEmpty(), qPrintable(bench.tap.ends.first().transportError));
}

// accept() fails while the process has no descriptor to spare; the peer that came meanwhile is served later.
void TestServerLimits::descriptors()
{
    EchoServer bench;
    QVERIFY(bench.servesGoodPeer());
    QTRY_VERIFY(bench.tap.isBalanced());
    QSignalSpy accepted(&bench.server, &ws::WebSocketServer::connection);
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    RawPeer peer(bench.server.port());
    const int next = ::dup(STDOUT_FILENO);
    ::close(next);
    const rlimit none{rlim_t(next), before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &none), 0);
    peer.send(RawPeer::upgradeRequest());
    QVERIFY(!QTest::qWaitFor([&] { return !accepted.isEmpty(); }, 50));
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);

    QTRY_COMPARE(accepted.size(), 1);
    QVERIFY(peer.waitFor("HTTP/1.1 101 "));
    QVERIFY(bench.servesGoodPeer());
}

QTEST_GUILESS_MAIN(TestServerLimits)
#include "tst_serverlimits.moc"
