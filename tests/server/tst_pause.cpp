// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// pause() holds a peer back by TCP, and stops no deadline.
#include "echoserver.h"

using namespace std::chrono_literals;

class TestPause : public QObject
{
    Q_OBJECT

private slots:
    void holdsThePeerBack();
    void withinASlot();
    void closeWaits();
    void closeTimeHolds();
    void endIsSeenAfterTheCloses();
    void heartbeatWaits();
};

namespace {

// As much as fits between a peer and a server that does not read.
qsizetype fillUp(RawPeer *peer, const QByteArray &frames)
{
    qsizetype sent = 0;
    for (int idleTurns = 0; idleTurns < 20; ++idleTurns) {
        const qsizetype size = peer->sendSome(frames.sliced(sent % frames.size()));
        sent += size;
        if (size > 0)
            idleTurns = 0;
        QCoreApplication::processEvents();
    }
    return sent;
}

} // namespace

void TestPause::holdsThePeerBack()
{
    EchoServer bench;
    bench.echo = false;
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    bench.latest->pause();
    QVERIFY(bench.latest->isPaused());
    const QByteArray frame = clientFrame(0x82, QByteArray(50'000, 'p'));
    const QByteArray frames = frame.repeated(20);
    const qsizetype sent = fillUp(&peer, frames);
    QVERIFY(sent > 0); // and an end of it: TCP holds the peer back
    QVERIFY(bench.messages.isEmpty());

    bench.latest->resume();
    QVERIFY(!bench.latest->isPaused());
    QVERIFY(bench.messages.isEmpty()); // from the event loop
    const qsizetype begun = sent % frame.size();
    if (begun > 0)
        QVERIFY(peer.send(frame.sliced(begun)));
    QTRY_COMPARE(bench.messages.size(), sent / frame.size() + (begun > 0 ? 1 : 0));
    QVERIFY(bench.errors.isEmpty());
}

void TestPause::withinASlot()
{
    EchoServer bench;
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    connect(bench.latest, &ws::WebSocketConnection::messageReceived, bench.latest,
        [&] { bench.latest->pause(); });
    QVERIFY(peer.send(clientFrame(0x81, "one")));
    QVERIFY(peer.waitFor("\x81\x03one"));
    QVERIFY(peer.send(clientFrame(0x81, "two")));
    QVERIFY(!QTest::qWaitFor([&] { return bench.messages.size() > 1; }, 50));
    QCOMPARE(bench.latest->send(QStringLiteral("still")), ws::SendResult::Queued); // the other way is open
    QVERIFY(peer.waitFor("\x81\x05still"));
    bench.latest->resume();
    QTRY_COMPARE(bench.messages.size(), 2);
}

// The peer's Close stands in line behind what is not read.
void TestPause::closeWaits()
{
    EchoServer bench;
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    bench.latest->pause();
    QVERIFY(peer.send(clientFrame(0x81, "last") + clientFrame(0x88, closePayload(1000))));
    QVERIFY(!QTest::qWaitFor([&] { return !bench.messages.isEmpty(); }, 50));
    QCOMPARE(bench.latest->state(), ws::WebSocketConnection::State::Open);
    bench.latest->resume();
    QVERIFY(peer.waitFor(serverClose(1000)));
    QCOMPARE(bench.messages, QList<QByteArray>{"last"});
}

void TestPause::closeTimeHolds()
{
    EchoServer bench;
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    bench.latest->pause();
    QCOMPARE(bench.latest->close(1000, {}, 50ms), ws::SendResult::Queued);
    QVERIFY(peer.send(clientFrame(0x88, closePayload(1000))));
    QTRY_COMPARE(bench.closeCodes, QList<quint16>{1006});
    QVERIFY(bench.errors.isEmpty()); // it answered: it is us who did not read
    QCOMPARE(peer.waitForEnd(), RawPeer::End::Reset);
    QVERIFY(bench.tap.isBalanced());
}

// After the Close frames there is nothing left to hold back.
void TestPause::endIsSeenAfterTheCloses()
{
    EchoServer bench;
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    QVERIFY(peer.send(clientFrame(0x88, closePayload(1000))));
    QVERIFY(peer.waitFor(serverClose(1000)));
    bench.latest->pause();
    peer.leave();
    QTRY_COMPARE(bench.closeCodes, QList<quint16>{1000});
    QVERIFY(bench.errors.isEmpty());
}

void TestPause::heartbeatWaits()
{
    ws::ServerOptions options;
    options.pingInterval = 20ms;
    options.pongTimeout = 60ms;
    EchoServer bench(options);
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    bench.latest->pause();
    constexpr qsizetype PingSize = 2 + 8;
    QTRY_VERIFY(peer.received().size() >= 10 * PingSize); // much longer than the timeout
    QVERIFY(bench.errors.isEmpty());
    bench.latest->resume();
    QTRY_COMPARE(bench.errors.size(), 1);
    QCOMPARE(bench.errors.first().rule, ws::Rule::PongTimeout);
}

QTEST_GUILESS_MAIN(TestPause)
#include "tst_pause.moc"
