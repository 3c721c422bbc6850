// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Pings by the clock, and what a peer must do to stay.
#include "echoserver.h"
#include "serverlib/connection/heartbeat_p.h"

using namespace std::chrono_literals;
using ws::Heartbeat;

class TestHeartbeat : public QObject
{
    Q_OBJECT

private slots:
    void times();
    void latenessDoesNotAddUp();
    void pingsWithNumbers();
    void masksItsPings();
    void answeringPeerStays();
    void silentPeerIsCutOff_data();
    void silentPeerIsCutOff();
    void longFrameGetsItsTime();
    void startsLater();
};

namespace {

// Long enough for a loaded machine to answer within, short enough to wait for.
constexpr auto Interval = 20ms;
constexpr auto Timeout = 250ms;
constexpr int PingsBeyondTimeout = 20;

ws::ServerOptions heartbeatOptions()
{
    ws::ServerOptions options;
    options.pingInterval = Interval;
    options.pongTimeout = Timeout;
    return options;
}

// The payload of the first ping in what has come, which is taken; empty for none.
QByteArray takePing(RawPeer *peer)
{
    constexpr qsizetype PingSize = 2 + 8;
    if (!peer->waitFor("\x89\x08"))
        return {};
    QByteArray wire = peer->takeReceived();
    const qsizetype start = wire.indexOf("\x89\x08");
    return wire.mid(start + 2, PingSize - 2);
}

} // namespace

void TestHeartbeat::times()
{
    const Heartbeat::TimePoint zero{1h};
    Heartbeat beat;
    QVERIFY(beat.next() == Heartbeat::Never);
    beat.start(zero, 100ms, 250ms);
    QVERIFY(beat.next() == zero + 100ms);
    QVERIFY(!beat.isPingDue(zero + 99ms));
    QVERIFY(beat.isPingDue(zero + 100ms));

    beat.pinged(zero + 100ms);
    QVERIFY(beat.next() == zero + 200ms);
    beat.pinged(zero + 200ms); // the first one is still waited for
    beat.pinged(zero + 300ms);
    QVERIFY(beat.next() == zero + 350ms);
    QVERIFY(!beat.isPongOverdue(zero + 349ms));
    QVERIFY(beat.isPongOverdue(zero + 350ms));
    QVERIFY(!beat.hasHeard());
    beat.heard();
    QVERIFY(beat.hasHeard());
    beat.pinged(zero + 400ms);
    QVERIFY(beat.hasHeard()); // since the first one
    beat.putOff(zero + 350ms);
    QVERIFY(!beat.hasHeard());
    QVERIFY(!beat.isPongOverdue(zero + 599ms));
    beat.ponged();
    QVERIFY(!beat.isPongOverdue(zero + 24h));
    QVERIFY(beat.next() == zero + 500ms);
    beat.start(zero, 0ms, 250ms);
    QVERIFY(beat.next() == Heartbeat::Never);
}

void TestHeartbeat::latenessDoesNotAddUp()
{
    const Heartbeat::TimePoint zero{1h};
    Heartbeat beat;
    beat.start(zero, 100ms, 0ms);
    beat.pinged(zero + 130ms);
    QVERIFY(beat.next() == zero + 200ms);
    beat.pinged(zero + 750ms); // the machine slept: one ping, not five
    QVERIFY(beat.next() == zero + 850ms);
}

void TestHeartbeat::pingsWithNumbers()
{
    ws::ServerOptions options;
    options.pingInterval = Interval;
    EchoServer bench(options);
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    const QByteArray first = takePing(&peer);
    const QByteArray second = takePing(&peer);
    QCOMPARE(first.size(), 8);
    QCOMPARE(second.size(), 8);
    QVERIFY(first < second);
    QVERIFY(bench.errors.isEmpty()); // without a timeout, pings may stay unanswered
    bench.server.setHeartbeat(0ms, 0ms);
    peer.received();
    peer.takeReceived();
    QVERIFY(!QTest::qWaitFor([&] { return !peer.received().isEmpty(); }, int((3 * Interval).count())));
}

void TestHeartbeat::masksItsPings()
{
    ws::ServerOptions options;
    options.pingInterval = Interval;
    options.maskAnswers = true;
    EchoServer bench(options);
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    QVERIFY(peer.waitFor("\x89\x88"));
}

void TestHeartbeat::answeringPeerStays()
{
    EchoServer bench(heartbeatOptions());
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    for (int i = 0; i < PingsBeyondTimeout; ++i) {
        const QByteArray ping = takePing(&peer);
        QCOMPARE(ping.size(), 8);
        QVERIFY(peer.send(clientFrame(0x8A, ping)));
    }
    QTRY_COMPARE(bench.pongs.size(), PingsBeyondTimeout);
    QVERIFY(bench.errors.isEmpty());
    QVERIFY(bench.closeCodes.isEmpty());
}

void TestHeartbeat::silentPeerIsCutOff_data()
{
    QTest::addColumn<bool>("talks");
    QTest::newRow("silent") << false;
    QTest::newRow("sends messages, answers no ping") << true;
}

void TestHeartbeat::silentPeerIsCutOff()
{
    QFETCH(bool, talks);
    EchoServer bench(heartbeatOptions());
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    QTRY_VERIFY((talks && peer.send(clientFrame(0x81, "t")), !bench.closeCodes.isEmpty()));
    QCOMPARE(bench.closeCodes, QList<quint16>{1006});
    QCOMPARE(bench.errors.size(), 1);
    QCOMPARE(bench.errors.first().rule, ws::Rule::PongTimeout);
    QVERIFY2(bench.errors.first().detail.contains(QStringLiteral("250 ms")),
        qPrintable(bench.errors.first().detail));
    if (!talks) // one that talks meets the reset in its send
        QCOMPARE(peer.waitForEnd(), RawPeer::End::Reset);
    QVERIFY(bench.tap.isBalanced());
}

// A pong cannot overtake the rest of its own peer's frame.
void TestHeartbeat::longFrameGetsItsTime()
{
    EchoServer bench(heartbeatOptions());
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    const QByteArray frame = clientFrame(0x82, QByteArray(100, 'l'));
    // A ping begins the count; from then on a byte comes with every ping, for much longer than Timeout.
    const qsizetype head = 8;
    QVERIFY(peer.send(frame.first(head)));
    for (int i = 0; i < PingsBeyondTimeout; ++i) {
        QCOMPARE(takePing(&peer).size(), 8);
        QVERIFY(peer.send(frame.sliced(head + i, 1)));
    }
    QVERIFY(peer.send(frame.sliced(head + PingsBeyondTimeout)));
    QTRY_COMPARE(bench.messages.size(), 1);
    QVERIFY(bench.errors.isEmpty());
    QTRY_COMPARE(bench.errors.size(), 1); // and no longer than that
    QCOMPARE(bench.errors.first().rule, ws::Rule::PongTimeout);
}

void TestHeartbeat::startsLater()
{
    EchoServer bench;
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    bench.server.setHeartbeat(Interval, Timeout);
    QCOMPARE(takePing(&peer).size(), 8);
    QTRY_COMPARE(bench.errors.size(), 1);
    QCOMPARE(bench.errors.first().rule, ws::Rule::PongTimeout);
}

QTEST_GUILESS_MAIN(TestHeartbeat)
#include "tst_heartbeat.moc"
