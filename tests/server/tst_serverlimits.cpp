// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Bounds that one peer meets because of the others, or of the machine.
#include "echoserver.h"

#include <QSignalSpy>

#include <memory>
#include <sys/resource.h>
#include <vector>

class TestServerLimits : public QObject
{
    Q_OBJECT

private slots:
    void handshakes();
    void fragments();
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
