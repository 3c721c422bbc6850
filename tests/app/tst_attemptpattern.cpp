// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/devices/devicewords.h"

#include <QRandomGenerator>
#include <QTest>

#include <cmath>

using namespace sockscope;
using Kind = AttemptPattern::Kind;

namespace {

QList<ReconnectWait> seconds(std::initializer_list<double> waits, bool eachFollowsSession = false)
{
    QList<ReconnectWait> list;
    for (const double wait : waits)
        list.append({qint64(wait * 1e9), eachFollowsSession || list.isEmpty()});
    return list;
}

// As a device would wait: base * 2^n up to the cap, of which a share is left to chance.
QList<ReconnectWait> exponential(double base, double cap, double jitter, int count, quint32 seed)
{
    QRandomGenerator random(seed);
    QList<ReconnectWait> list;
    for (int i = 0; i < count; ++i) {
        const double full = std::min(base * std::pow(2, i), cap);
        list.append({qint64(full * (1 - jitter * random.generateDouble()) * 1e9), i == 0});
    }
    return list;
}

} // namespace

class TestAttemptPattern : public QObject
{
    Q_OBJECT
private slots:
    void recognizes_data();
    void recognizes();
    void measuresGrowth();
    void toleratesTimers();
    void seesThroughJitter_data();
    void seesThroughJitter();
    void fixedWaitsWithJitterDoNotGrow_data();
    void fixedWaitsWithJitterDoNotGrow();
    void storms_data();
    void storms();
};

void TestAttemptPattern::recognizes_data()
{
    QTest::addColumn<QList<ReconnectWait>>("waits");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<bool>("jitter");
    QTest::addColumn<QString>("verdict");
    QTest::newRow("never came back") << QList<ReconnectWait>() << Kind::Unknown << false << "–";
    QTest::newRow("once") << seconds({2}) << Kind::Untested << false << "not tested";
    QTest::newRow("let in every time")
        << seconds({8, 8, 8.01, 8, 8}, true) << Kind::Untested << false << "not tested";
    QTest::newRow("fixed") << seconds({1, 1, 1, 1}) << Kind::Steady << false << "none";
    QTest::newRow("fixed, three") << seconds({1, 1, 1}) << Kind::Steady << false << "none";
    QTest::newRow("fixed with jitter")
        << seconds({1.2, 0.7, 1.1, 0.8, 1.3, 0.9}) << Kind::Steady << true << "none, jitter";
    QTest::newRow("doubling") << seconds({1, 2, 4, 8, 16}) << Kind::Growing << false << "×2.0";
    QTest::newRow("doubling, three") << seconds({1, 2, 4}) << Kind::Growing << false << "×2.0";
    QTest::newRow("doubling to a cap")
        << seconds({0.5, 1, 2, 4, 4, 4, 4}) << Kind::Growing << false << "×2.0 to 4 s";
    QTest::newRow("at once, then doubling")
        << seconds({0.001, 1, 2, 4, 8}) << Kind::Growing << false << "×2.0";
    QTest::newRow("shrinking") << seconds({8, 4, 2, 1}) << Kind::Steady << true << "none, jitter";
    QTest::newRow("one straggler") << seconds({1, 1, 1, 9, 1, 1}) << Kind::Steady << false << "none";
    QList<ReconnectWait> twice = seconds({1, 2, 4});
    twice += seconds({1, 2, 4, 8});
    QTest::newRow("two outages") << twice << Kind::Growing << false << "×2.0";
}

void TestAttemptPattern::recognizes()
{
    QFETCH(QList<ReconnectWait>, waits);
    const AttemptPattern pattern = attemptPattern(waits);
    QTEST(pattern.kind, "kind");
    QTEST(pattern.hasJitter, "jitter");
    QTEST(backoffVerdict(pattern), "verdict");
}

void TestAttemptPattern::measuresGrowth()
{
    const AttemptPattern pattern = attemptPattern(seconds({0.5, 1.5, 4.5, 10, 10, 10}));
    QCOMPARE(pattern.kind, Kind::Growing);
    QCOMPARE(qRound(pattern.factor * 10), 27); // the cap's first wait is shorter than three times the last
    QVERIFY(std::abs(double(pattern.baseNs) / 1e9 - 0.5) < 0.06);
    QVERIFY(std::abs(double(pattern.capNs) / 1e9 - 10) < 0.5);
}

// What a loaded machine adds is no jitter.
void TestAttemptPattern::toleratesTimers()
{
    const AttemptPattern pattern = attemptPattern(seconds({0.101, 0.204, 0.401, 0.807, 1.602}));
    QCOMPARE(pattern.kind, Kind::Growing);
    QVERIFY(!pattern.hasJitter);
    QVERIFY(std::abs(pattern.factor - 2) < 0.05);
    QVERIFY(!attemptPattern(seconds({0.05, 0.052, 0.058, 0.05, 0.061})).hasJitter);
}

void TestAttemptPattern::seesThroughJitter_data()
{
    QTest::addColumn<double>("jitter");
    for (const int percent : {20, 50, 80})
        QTest::addRow("%d %%", percent) << percent / 100.0;
}

void TestAttemptPattern::seesThroughJitter()
{
    QFETCH(double, jitter);
    int found = 0;
    for (quint32 seed = 1; seed <= 100; ++seed) {
        const AttemptPattern pattern = attemptPattern(exponential(1, 30, jitter, 10, seed));
        found += pattern.kind == Kind::Growing && pattern.hasJitter ? 1 : 0;
    }
    QVERIFY2(found >= 90, qPrintable(QString::number(found)));
}

void TestAttemptPattern::fixedWaitsWithJitterDoNotGrow_data()
{
    seesThroughJitter_data();
}

void TestAttemptPattern::fixedWaitsWithJitterDoNotGrow()
{
    QFETCH(double, jitter);
    int wrong = 0;
    for (quint32 seed = 1; seed <= 100; ++seed)
        wrong += attemptPattern(exponential(1, 1, jitter, 10, seed)).kind == Kind::Growing ? 1 : 0;
    QVERIFY2(wrong <= 10, qPrintable(QString::number(wrong)));
}

void TestAttemptPattern::storms_data()
{
    QTest::addColumn<QList<ReconnectWait>>("waits");
    QTest::addColumn<StormRisk>("risk");
    QTest::addColumn<QString>("words"); // a part of them
    QTest::newRow("fixed") << seconds({1, 1, 1, 1}) << StormRisk::Storm
                           << "200 such devices make 200 attempts a second until your server is back";
    QTest::newRow("faster") << seconds({0.1, 0.1, 0.1, 0.1}) << StormRisk::Storm << "2000 attempts a second";
    QTest::newRow("slow") << seconds({300, 300, 300, 300}) << StormRisk::None << "slow enough";
    QTest::newRow("backoff alone") << seconds({1, 2, 4, 8, 8, 8}) << StormRisk::Herd
                                   << "Backs off from 1.00 s, ×2.0 each time, up to 8.00 s, without jitter";
    QTest::newRow("both") << exponential(1, 30, 0.5, 8, 3) << StormRisk::None << "spread out";
    QTest::newRow("untested") << seconds({8, 8, 8}, true) << StormRisk::Unknown << "always the same";
}

void TestAttemptPattern::storms()
{
    QFETCH(QList<ReconnectWait>, waits);
    QFETCH(QString, words);
    DeviceReport report;
    report.pattern = attemptPattern(waits);
    QTEST(stormRiskOf(report.pattern), "risk");
    const DeviceWords said = describe(report, 0);
    QVERIFY2(said.attempts.contains(words), qPrintable(said.attempts));
    QCOMPARE(said.isBad, stormRiskOf(report.pattern) >= StormRisk::Herd);
}

QTEST_GUILESS_MAIN(TestAttemptPattern)
#include "tst_attemptpattern.moc"
