// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What a tap is told of pings by the kernel's clock.
#include "echoserver.h"

namespace {

/// Wants to know, and writes down "1 took" where it is told.
class TimingTap : public RecordingTap
{
public:
    QList<std::chrono::nanoseconds> trips;

    bool wantsRoundTrips() const override { return true; }
    void roundTrip(quint64 connection, std::chrono::nanoseconds elapsed) override
    {
        trips.append(elapsed);
        rows.append(QStringLiteral("%1 took").arg(connection));
    }
};

struct TimedServer : EchoServer
{
    explicit TimedServer(ws::ServerOptions options = {}) : EchoServer(std::move(options))
    {
        server.setFrameTap(&timing);
    }
    ~TimedServer() { server.setFrameTap(nullptr); }

    TimingTap timing;
};

// Pings until the kernel says how long one took: it may have to begin with its stamps first.
bool isStamped(TimedServer &bench, RawPeer &peer)
{
    const auto tries = [&] {
        const qsizetype before = bench.pongs.size();
        peer.takeReceived();
        bench.latest->ping("try");
        return peer.waitFor("try") && peer.send(clientFrame(0x8A, "try"))
            && QTest::qWaitFor([&] { return bench.pongs.size() > before; });
    };
    return QTest::qWaitFor([&] { return tries() && !bench.timing.trips.isEmpty(); }, 1000);
}

} // namespace

#define NEEDS_STAMPS(bench, peer)                                                                            \
    if (!isStamped(bench, peer))                                                                             \
        QSKIP("this system does not stamp what crosses its sockets");                                        \
    (peer).takeReceived();                                                                                   \
    (bench).timing.rows.clear();                                                                             \
    (bench).timing.trips.clear()

class TestRoundTrips : public QObject
{
    Q_OBJECT

private slots:
    void isToldBeforeThePong()
    {
        TimedServer bench;
        RawPeer peer(bench.server.port());
        QVERIFY(peer.upgrade());
        NEEDS_STAMPS(bench, peer);
        bench.latest->ping("one");
        bench.latest->ping("two");
        QVERIFY(peer.waitFor("two"));
        QVERIFY(peer.send(clientFrame(0x8A, "none") + clientFrame(0x8A, "one") + clientFrame(0x8A, "two")));
        QTRY_COMPARE(bench.timing.rows.size(), 7);
        const QStringList expected{
            QStringLiteral("1 > ping fin plain 3/3 one"),
            QStringLiteral("1 > ping fin plain 3/3 two"),
            QStringLiteral("1 < pong fin masked 4/4 none"), // unsolicited
            QStringLiteral("1 took"),
            QStringLiteral("1 < pong fin masked 3/3 one"),
            QStringLiteral("1 took"),
            QStringLiteral("1 < pong fin masked 3/3 two"),
        };
        QCOMPARE(bench.timing.rows, expected);
        QVERIFY(bench.timing.trips[1] > std::chrono::nanoseconds(0));
        QVERIFY(bench.timing.trips[0] >= bench.timing.trips[1]);
    }

    void outputKeepsItsOrder()
    {
        TimedServer bench;
        RawPeer peer(bench.server.port());
        QVERIFY(peer.upgrade());
        NEEDS_STAMPS(bench, peer);
        bench.latest->send(QStringLiteral("before"));
        bench.latest->ping("amid");
        bench.latest->send(QStringLiteral("behind"));
        QVERIFY(peer.waitFor("\x81\x06"
                             "before\x89\x04"
                             "amid\x81\x06"
                             "behind"));
    }

    void bytesInPiecesAreMeasuredByUs()
    {
        TimedServer bench;
        RawPeer peer(bench.server.port());
        QVERIFY(peer.upgrade());
        NEEDS_STAMPS(bench, peer);
        bench.latest->sendBytes(QByteArrayView("\x89\x01x", 3), ws::WritePlan::byteByByte(3));
        QVERIFY(peer.waitFor("\x89\x01x"));
        QVERIFY(peer.send(clientFrame(0x8A, "x")));
        QTRY_COMPARE(bench.timing.rows.size(), 2);
        QVERIFY(bench.timing.trips.isEmpty());
        // but what follows by the kernel again
        bench.latest->ping("y");
        QVERIFY(peer.waitFor("\x89\x01y"));
        QVERIFY(peer.send(clientFrame(0x8A, "y")));
        QTRY_COMPARE(bench.timing.trips.size(), 1);
    }

    void whoDoesNotWantToKnowIsNotTold()
    {
        EchoServer bench;
        RawPeer peer(bench.server.port());
        QVERIFY(peer.upgrade());
        for (int i = 0; i < 3; ++i) {
            bench.latest->ping("x");
            QVERIFY(peer.waitFor("\x89\x01x"));
            QVERIFY(peer.send(clientFrame(0x8A, "x")));
            QTRY_COMPARE(bench.pongs.size(), i + 1);
        }
        QVERIFY(!bench.tap.rows.join(u'\n').contains(QStringLiteral("took")));
    }
};

QTEST_GUILESS_MAIN(TestRoundTrips)
#include "tst_roundtrips.moc"
