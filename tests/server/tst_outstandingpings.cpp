// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverlib/connection/outstandingpings.h"

#include <QTest>

using namespace ws;

class TestOutstandingPings : public QObject
{
    Q_OBJECT
private slots:
    void pongAnswersItsPing();
    void laterPongGivesUpOlderPings();
    void samePayloadMeansTheLatest();
    void unsolicitedPongMeansNothing();
    void pingsAreBounded();
    void oversizedPingIsKnownByItsFront();
};

void TestOutstandingPings::pongAnswersItsPing()
{
    OutstandingPings pings;
    pings.sent("a", 100);
    pings.sent("b", 200);
    QCOMPARE(pings.answered("a"), std::optional<qint64>(100));
    QCOMPARE(pings.answered("b"), std::optional<qint64>(200));
    QCOMPARE(pings.lost(), 0u);
    QCOMPARE(pings.size(), 0u);
}

void TestOutstandingPings::laterPongGivesUpOlderPings()
{
    OutstandingPings pings;
    for (int i = 0; i < 5; ++i)
        pings.sent(QByteArray::number(i), i);
    QCOMPARE(pings.answered("3"), std::optional<qint64>(3));
    QCOMPARE(pings.lost(), 3u);
    QCOMPARE(pings.size(), 1u);
    QCOMPARE(pings.answered("1"), std::nullopt);
}

void TestOutstandingPings::samePayloadMeansTheLatest()
{
    OutstandingPings pings;
    pings.sent("", 0);
    pings.sent("", 1000);
    QCOMPARE(pings.answered(""), std::optional<qint64>(1000));
    QCOMPARE(pings.lost(), 1u);
}

void TestOutstandingPings::unsolicitedPongMeansNothing()
{
    OutstandingPings pings;
    QCOMPARE(pings.answered(""), std::nullopt);
    pings.sent("x", 6);
    QCOMPARE(pings.answered("y"), std::nullopt);
    QCOMPARE(pings.size(), 1u);
    QCOMPARE(pings.lost(), 0u);
}

void TestOutstandingPings::pingsAreBounded()
{
    OutstandingPings pings;
    const int sent = int(OutstandingPings::Most) + 10;
    for (int i = 0; i < sent; ++i)
        pings.sent(QByteArray::number(i), i);
    QCOMPARE(pings.size(), OutstandingPings::Most);
    QCOMPARE(pings.lost(), 10u);
    QCOMPARE(pings.answered("9"), std::nullopt);
    QCOMPARE(pings.answered("10"), std::optional<qint64>(10));
}

void TestOutstandingPings::oversizedPingIsKnownByItsFront()
{
    OutstandingPings pings;
    pings.sent(QByteArray(100'000, 'x'), 1);
    QCOMPARE(pings.answered(QByteArray(100'000, 'x')), std::optional<qint64>(1));
}

QTEST_GUILESS_MAIN(TestOutstandingPings)
#include "tst_outstandingpings.moc"
