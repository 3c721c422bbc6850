// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/connectionstats.h"
#include "app/limits/connectionend.h"
#include "app/limits/probejudge.h"

#include <QTest>

using namespace sockscope;

namespace {

constexpr int PongMs = 1000;

ProbeJudge started(qint64 bytes = 0)
{
    ProbeJudge judge;
    judge.start(bytes, PongMs, 0);
    judge.pingSent("p", 0);
    judge.allSent();
    return judge;
}

} // namespace

class TestProbeJudge : public QObject
{
    Q_OBJECT
private slots:
    void aPongInTimeIsSurvival()
    {
        ProbeJudge judge = started();
        QVERIFY(!judge.verdict(999));
        judge.pong("p", 900, 999);
        QVERIFY(judge.verdict(999)->hasSurvived());
        QVERIFY(judge.verdict(5000)->hasSurvived());
    }

    void silence()
    {
        const ProbeJudge judge = started();
        QCOMPARE(judge.deadlineMs(), 1000);
        QCOMPARE(judge.verdict(1000)->end, ProbeEnd::Silent);
    }

    void aPongOfNoPing()
    {
        ProbeJudge judge = started();
        judge.pong("q", -1, 10);
        QVERIFY(!judge.verdict(20)); // RFC 6455 5.5.3: a pong may come unasked
        QCOMPARE(judge.verdict(1000)->end, ProbeEnd::WrongPong);
        judge.pong("p", 1001, 1001);
        QVERIFY(judge.verdict(1001)->hasSurvived());
    }

    void aPongOfAHeartbeat()
    {
        ProbeJudge judge;
        judge.start(0, PongMs, 100);
        judge.pingSent("p", 100);
        judge.allSent();
        judge.pong("1", 60, 150); // sent before the probe: it says nothing
        QVERIFY(!judge.verdict(150));
        judge.pong("2", 20, 150); // sent behind it
        QVERIFY(judge.verdict(150)->hasSurvived());
    }

    void largeProbesTakeTheirTime()
    {
        ProbeJudge judge = started(4 * 1024 * 1024);
        judge.queued(4'000'000, 0);
        QVERIFY(!judge.verdict(4900));
        judge.queued(3'000'000, 4900); // something left
        QVERIFY(!judge.verdict(9800));
        judge.queued(3'000'000, 9800); // nothing did
        QCOMPARE(judge.verdict(9905)->end, ProbeEnd::Silent);
    }

    void theEndCounts()
    {
        ProbeJudge judge = started();
        judge.ended({ProbeEnd::Closed, 1009, QStringLiteral("too big"), 0, 0});
        QCOMPARE(outcomeText(*judge.verdict(1)), QStringLiteral("closed 1009: too big"));
    }

    void manyPings()
    {
        ProbeJudge judge;
        judge.start(0, PongMs, 0);
        for (int i = 0; i < 10; ++i)
            judge.pingSent(QByteArray::number(i), i * 10);
        for (int i = 0; i < 9; ++i)
            judge.pong(QByteArray::number(i), 1, i * 10 + 1);
        QVERIFY(!judge.verdict(5000)); // not all are sent yet
        judge.allSent();
        QVERIFY(!judge.verdict(1089));
        QCOMPARE(outcomeText(*judge.verdict(1090)), QStringLiteral("9 of 10 pings answered"));
        judge.pong("9", 1, 1095);
        QVERIFY(judge.verdict(1095)->hasSurvived());
    }

    void ends_data()
    {
        QTest::addColumn<quint16>("code");
        QTest::addColumn<bool>("reset");
        QTest::addColumn<int>("rule"); // -1: none
        QTest::addColumn<QString>("text");
        QTest::newRow("close") << quint16(1009) << false << -1 << "closed 1009: words";
        QTest::newRow("reset behind a close") << quint16(1009) << true << -1 << "closed 1009: words";
        QTest::newRow("reset") << quint16(1006) << true << -1 << "reset";
        QTest::newRow("end") << quint16(1006) << false << int(ws::Rule::ClosedWithoutClose)
                             << "ended without a Close";
        QTest::newRow("heartbeat") << quint16(1006) << false << int(ws::Rule::PongTimeout) << "no pong";
        QTest::newRow("rule") << quint16(1002) << false << int(ws::Rule::ExpectedMask)
                              << "broke a rule: WS_ERR_EXPECTED_MASK";
    }
    void ends()
    {
        QFETCH(quint16, code);
        QFETCH(bool, reset);
        QFETCH(int, rule);
        QFETCH(QString, text);
        ConnectionStats stats;
        stats.closeCode = code;
        stats.closeReason = QStringLiteral("words");
        stats.reset = reset;
        stats.failed = rule >= 0;
        if (rule >= 0)
            stats.lastViolation = ws::Violation{ws::Rule(rule), 0, {}};
        QCOMPARE(outcomeText(endOf(stats)), text);
    }

    void wordsOfADeviceAreOneShortLine()
    {
        const QString text = outcomeText({ProbeEnd::Closed, 1008, u"a\nb<b>"_qs.repeated(100), 0, 0});
        QVERIFY(!text.contains(u'\n'));
        QVERIFY(text.size() <= 160);
    }
};

QTEST_APPLESS_MAIN(TestProbeJudge)
#include "tst_probejudge.moc"
