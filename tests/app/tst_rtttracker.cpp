// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/rtttracker.h"

#include <QTest>

using namespace sockscope;

class TestRttTracker : public QObject
{
    Q_OBJECT
private slots:
    void pongAnswersItsPing();
    void laterPongGivesUpOlderPings();
    void samePayloadMeansTheLatest();
    void unsolicitedPongMeansNothing();
    void outstandingPingsAreBounded();
    void oversizedPingIsKnownByItsFront();
};

void TestRttTracker::pongAnswersItsPing()
{
    RttTracker tracker;
    tracker.pingSent("a", 100);
    tracker.pingSent("b", 200);
    QCOMPARE(tracker.pongReceived("a", 150), std::optional<qint64>(50));
    QCOMPARE(tracker.pongReceived("b", 290), std::optional<qint64>(90));
    QCOMPARE(tracker.lost(), 0u);
    QCOMPARE(tracker.outstanding(), 0u);
}

void TestRttTracker::laterPongGivesUpOlderPings()
{
    RttTracker tracker;
    for (int i = 0; i < 5; ++i)
        tracker.pingSent(QByteArray::number(i), i);
    QCOMPARE(tracker.pongReceived("3", 13), std::optional<qint64>(10));
    QCOMPARE(tracker.lost(), 3u);
    QCOMPARE(tracker.outstanding(), 1u);
    QCOMPARE(tracker.pongReceived("1", 20), std::nullopt);
}

void TestRttTracker::samePayloadMeansTheLatest()
{
    RttTracker tracker;
    tracker.pingSent("", 0);
    tracker.pingSent("", 1000);
    QCOMPARE(tracker.pongReceived("", 1010), std::optional<qint64>(10));
    QCOMPARE(tracker.lost(), 1u);
}

void TestRttTracker::unsolicitedPongMeansNothing()
{
    RttTracker tracker;
    QCOMPARE(tracker.pongReceived("", 5), std::nullopt);
    tracker.pingSent("x", 6);
    QCOMPARE(tracker.pongReceived("y", 7), std::nullopt);
    QCOMPARE(tracker.outstanding(), 1u);
    QCOMPARE(tracker.lost(), 0u);
}

void TestRttTracker::outstandingPingsAreBounded()
{
    RttTracker tracker;
    const int sent = int(RttTracker::MaxOutstanding) + 10;
    for (int i = 0; i < sent; ++i)
        tracker.pingSent(QByteArray::number(i), i);
    QCOMPARE(tracker.outstanding(), RttTracker::MaxOutstanding);
    QCOMPARE(tracker.lost(), 10u);
    QCOMPARE(tracker.pongReceived("9", 100), std::nullopt);
    QCOMPARE(tracker.pongReceived("10", 100), std::optional<qint64>(90));
}

void TestRttTracker::oversizedPingIsKnownByItsFront()
{
    RttTracker tracker;
    tracker.pingSent(QByteArray(100'000, 'x'), 1);
    QCOMPARE(tracker.pongReceived(QByteArray(100'000, 'x'), 3), std::optional<qint64>(2));
}

QTEST_GUILESS_MAIN(TestRttTracker)
#include "tst_rtttracker.moc"
