// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/devices/devicewords.h"

#include <QTest>

using namespace sockscope;
using ws::Direction, ws::Rule;

namespace {

constexpr qint64 Second = 1'000'000'000;

DeviceSession session(quint64 connection, double openedAt, double endedAt = -1)
{
    DeviceSession session;
    session.connection = connection;
    session.acceptedNs = session.openedNs = qint64(openedAt * Second);
    session.endedNs = endedAt < 0 ? -1 : qint64(endedAt * Second);
    session.end = endedAt < 0 ? SessionEnd::None : SessionEnd::Lost;
    return session;
}

DeviceSession refused(quint64 connection, double at)
{
    DeviceSession attempt = session(connection, at, at);
    attempt.openedNs = -1;
    attempt.status = 503;
    attempt.end = SessionEnd::Refused;
    return attempt;
}

DeviceReport report(const QList<DeviceSession> &sessions, double now)
{
    return reportOn({{}, {}, {}, sessions, {}}, qint64(now * Second));
}

} // namespace

class TestDeviceReport : public QObject
{
    Q_OBJECT
private slots:
    void ends_data();
    void ends();
    void countsAndUptime();
    void olderSessionsCount();
    void parallelSessionsAreNoReturns();
    void attemptsMakeAPattern();
    void deadLinks();
    void aDeadLinkIsNoUptimeAndNoWait();
    void aRevivedLink();
    void theBenchsOwnPatience();
    void summaries();
    void words();
};

void TestDeviceReport::ends_data()
{
    QTest::addColumn<DeviceSession>("session");
    QTest::addColumn<EndedFacts>("facts");
    QTest::addColumn<SessionEnd>("end");
    DeviceSession open = session(1, 1);
    QTest::newRow("cut off by hand") << open << EndedFacts{1006, {}, false, false} << SessionEnd::ByBench;
    QTest::newRow("reset") << open << EndedFacts{1006, {}, false, true} << SessionEnd::Reset;
    DeviceSession other = open;
    other.rule = Rule::ClosedWithoutClose;
    QTest::newRow("no Close") << other << EndedFacts{1006, {}, false, false} << SessionEnd::Lost;
    other.firstClose = Direction::Sent;
    QTest::newRow("no answer to ours") << other << EndedFacts{1006, {}, false, false} << SessionEnd::ByBench;
    other = open;
    other.firstClose = Direction::Received;
    QTest::newRow("by the device") << other << EndedFacts{1000, {}, true, false} << SessionEnd::ByDevice;
    other.rule = Rule::NonMinimalLength; // tolerated
    QTest::newRow("with a blot") << other << EndedFacts{1000, {}, true, false} << SessionEnd::ByDevice;
    other = open;
    other.firstClose = Direction::Sent;
    QTest::newRow("by the bench") << other << EndedFacts{1001, {}, true, false} << SessionEnd::ByBench;
    other.rule = Rule::ExpectedMask;
    QTest::newRow("a rule") << other << EndedFacts{1002, {}, true, false} << SessionEnd::Violation;
    QTest::newRow("a rule, then reset")
        << other << EndedFacts{1002, {}, false, true} << SessionEnd::Violation;
    other.rule = Rule::PongTimeout;
    QTest::newRow("silent") << other << EndedFacts{1006, {}, false, false} << SessionEnd::Silent;
    other = open;
    other.openedNs = -1;
    QTest::newRow("no upgrade") << other << EndedFacts{} << SessionEnd::NoUpgrade;
    other.rule = Rule::TlsCertificateRejected;
    QTest::newRow("no TLS") << other << EndedFacts{} << SessionEnd::NoTls;
    other.status = 400;
    QTest::newRow("refused") << other << EndedFacts{} << SessionEnd::Refused;
}

void TestDeviceReport::ends()
{
    QFETCH(DeviceSession, session);
    QFETCH(EndedFacts, facts);
    QTEST(sessionEndOf(session, facts), "end");
}

void TestDeviceReport::countsAndUptime()
{
    const DeviceReport found = report({session(1, 0, 4), refused(2, 5), session(3, 6)}, 10);
    QCOMPARE(found.attempts, 3u);
    QCOMPARE(found.opened, 2u);
    QCOMPARE(found.failed(), 1u);
    QCOMPARE(found.open, 1);
    QCOMPARE(found.ends[size_t(SessionEnd::Refused)], 1u);
    QCOMPARE(found.uptime, 0.8);
    QCOMPARE(found.intervals.min, Second);
    QCOMPARE(found.intervals.max, 5 * Second);
    QCOMPARE(found.waits.last, Second);
}

void TestDeviceReport::olderSessionsCount()
{
    Device device{{}, {}, {}, {session(3, 6)}, {}};
    device.older.add(session(1, 0, 4));
    device.older.add(refused(2, 5));
    const DeviceReport found = reportOn(device, 10 * Second);
    QCOMPARE(found.attempts, 3u);
    QCOMPARE(found.opened, 2u);
    QCOMPARE(found.uptime, 0.8);
    QCOMPARE(found.ends[size_t(SessionEnd::Lost)], 1u);
}

void TestDeviceReport::parallelSessionsAreNoReturns()
{
    const DeviceReport found = report({session(1, 0), session(2, 1, 3), session(3, 2, 5)}, 10);
    QCOMPARE(found.mostAtOnce, 3);
    QCOMPARE(found.open, 1);
    QCOMPARE(found.uptime, 1.0);
    QCOMPARE(found.waits.count, 0);
    QCOMPARE(found.pattern.kind, AttemptPattern::Kind::Unknown);
    QVERIFY(describe(found, 0).attempts.contains(QStringLiteral("3 connections at once")));
}

void TestDeviceReport::attemptsMakeAPattern()
{
    const DeviceReport fixed =
        report({session(1, 0, 10), refused(2, 11), refused(3, 12), refused(4, 13), session(5, 14)}, 20);
    QCOMPARE(fixed.pattern.kind, AttemptPattern::Kind::Steady);
    QCOMPARE(fixed.pattern.baseNs, Second);
    QCOMPARE(stormRiskOf(fixed.pattern), StormRisk::Storm);
    const DeviceReport growing =
        report({session(1, 0, 10), refused(2, 11), refused(3, 13), refused(4, 17), session(5, 25)}, 30);
    QCOMPARE(growing.pattern.kind, AttemptPattern::Kind::Growing);
    QCOMPARE(qRound(growing.pattern.factor), 2);
}

void TestDeviceReport::deadLinks()
{
    DeviceSession noticedByCloseing = session(1, 0, 25);
    noticedByCloseing.deadNs = 10 * Second;
    DeviceSession noticedByComing = session(2, 30, 100);
    noticedByComing.deadNs = 40 * Second;
    noticedByComing.end = SessionEnd::ByBench;
    DeviceSession unnoticed = session(3, 45);
    unnoticed.deadNs = 50 * Second;
    const DeviceReport found = report({noticedByCloseing, noticedByComing, unnoticed}, 90);
    QCOMPARE(found.deadLinks,
        (QList<DeadLink>{{1, 10 * Second, 25 * Second, true}, {2, 40 * Second, 45 * Second, true},
            {3, 50 * Second, -1, false}}));
    QCOMPARE(found.detection.min, 5 * Second);
    QCOMPARE(found.detection.max, 15 * Second);
    const QString words = describe(found, 90 * Second).links;
    QCOMPARE(words,
        QStringLiteral(
            "Noticed 2 dead links after 5.00 s to 15 s. Its link has been dead for 40 s, and it has "
            "not noticed."));
}

// It came back to life before the device noticed: that is over, and says nothing.
void TestDeviceReport::aRevivedLink()
{
    DeviceSession session = ::session(1, 0);
    noteFault(&session, R"({"fault":"delay","ms":5})", Second);
    QCOMPARE(session.deadNs, -1);
    noteFault(&session, R"({"fault":"freeze","index":1,"ms":3000})", 2 * Second);
    noteFault(&session, R"({"fault":"freeze","index":1})", 5 * Second);
    const DeviceReport found = report({session, ::session(2, 8)}, 10);
    QCOMPARE(found.deadLinks, (QList<DeadLink>{{1, 2 * Second, -1, true}}));
    QCOMPARE(found.detection.count, 0);
    QCOMPARE(found.uptime, 0.7);
}

void TestDeviceReport::aDeadLinkIsNoUptimeAndNoWait()
{
    DeviceSession dead = session(1, 0);
    dead.deadNs = 5 * Second;
    const DeviceReport found = report({dead, refused(2, 8), refused(3, 9), session(4, 10)}, 20);
    QCOMPARE(found.uptime, 0.75);
    QCOMPARE(found.waits.count, 2); // its return from the dead link was none
    QCOMPARE(found.waits.max, Second);
    QCOMPARE(found.detection.last, 3 * Second);
}

void TestDeviceReport::theBenchsOwnPatience()
{
    DeviceSession silent = session(1, 0, 30);
    silent.end = SessionEnd::Silent;
    silent.heardNs = 18 * Second;
    const DeviceReport found = report({silent}, 40);
    QCOMPARE(found.benchDetection.last, 12 * Second);
    QCOMPARE(describe(found, 0).links, QStringLiteral("The bench gave it up after 12 s of silence."));
}

void TestDeviceReport::summaries()
{
    QCOMPARE(summaryOf({}).median, -1);
    const TimeSummary summary = summaryOf({5, 1, 9, 3});
    QCOMPARE(summary.min, 1);
    QCOMPARE(summary.median, 3);
    QCOMPARE(summary.max, 9);
    QCOMPARE(summary.last, 3);
}

void TestDeviceReport::words()
{
    DeviceSession broken = session(2, 5, 6);
    broken.end = SessionEnd::Violation;
    broken.rule = Rule::ExpectedMask;
    QCOMPARE(endWords(broken), QStringLiteral("broke a rule: WS_ERR_EXPECTED_MASK"));
    QCOMPARE(endWords(refused(1, 1)), QStringLiteral("refused with HTTP 503"));
    QCOMPARE(endWords(session(1, 1)), QStringLiteral("open"));
    const DeviceWords said = describe(report({refused(1, 1), broken, session(3, 8)}, 10), 0);
    QCOMPARE(said.ends, QStringLiteral("3 attempts: 1 over a broken rule, 1 refused."));
    QVERIFY(!said.isBad);
    QCOMPARE(
        describe(report({session(1, 1)}, 2), 0).attempts, QStringLiteral("Has not had to come back yet."));
}

QTEST_GUILESS_MAIN(TestDeviceReport)
#include "tst_devicereport.moc"
