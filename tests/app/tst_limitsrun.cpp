// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/benchsession.h"
#include "app/devices/devicetable.h"
#include "limitsfixture.h"

using namespace sockscope;

/// How a run goes, and how it ends.
class TestLimitsRun : public LimitsFixture
{
    Q_OBJECT

private slots:
    void init() { begin(); }
    void cleanup() { end(); }
    void silenceIsAnAnswer();
    void aDeviceKnownByWhatItSays();
    void aDeviceThatStaysAway();
    void aDeviceThatNeverAnswers();
    void cancelLeavesTheConnection();
    void theServerStops();
    void refusals();
    void theLogTellsWhatHappened();
    void standIsPosted();
    void inTheThreadOfASession();
    void aSessionEndsInTheMiddle();
};

void TestLimitsRun::silenceIsAnAnswer()
{
    // Hangs when its buffer is full, and stays so until it is reset.
    RawDevice device(port(), [](RawDevice &raw, const QByteArray &read) {
        if (raw.buffer().size() + read.size() <= 300)
            answerPings(raw, read);
        else
            raw.buffer() += read;
    });
    LimitsPlan quick = plan({{LimitKind::BinaryMessage, 2000}});
    quick.pongTimeoutMs = 50;
    const LimitsReport report = find(quick);
    QCOMPARE(report.results.first().bracket.how.end, ProbeEnd::Silent);
    QVERIFY(report.results.first().bracket.worked > 200);
    QVERIFY(report.results.first().bracket.failed < 301);
}

void TestLimitsRun::aDeviceKnownByWhatItSays()
{
    m_bench->table.devices().setRule({IdentityRule::By::FirstMessage, QStringLiteral(".id")});
    ws::Limits limits;
    limits.messageBytes = 1000;
    LimitedDevice device(url(), limits);
    connect(&device.client(), &ws::WebSocketClient::opened, &device,
        [&device] { device.client().send(QStringLiteral(R"({"id":"cam"})")); });
    QTRY_COMPARE(m_bench->table.snapshot().value(0).device, QStringLiteral("cam"));
    const LimitsReport report = find(plan({{LimitKind::BinaryMessage, 2000}}));
    QCOMPARE(report.device, QStringLiteral("cam"));
    QCOMPARE(report.results.first().bracket.worked, 1000);
    QVERIFY(report.reconnects > 0);
}

void TestLimitsRun::aDeviceThatStaysAway()
{
    ws::Limits limits;
    limits.messageBytes = 100;
    LimitedDevice device(url(), limits);
    device.stayAway();
    LimitsPlan quick = plan({{LimitKind::BinaryMessage, 2000}, {LimitKind::Fragments, 10}});
    quick.returnTimeoutMs = 50;
    const LimitsReport report = find(quick);
    QCOMPARE(report.ending, LimitsEnding::DeviceGone);
    QCOMPARE(report.results[0].bracket.worked, 64);
    QCOMPARE(report.results[0].bracket.failed, 128);
    QCOMPARE(report.results[0].bracket.state, LimitState::Searching);
    QVERIFY(howText(report.results[0]).startsWith(QStringLiteral("stopped early; closed 1009")));
    QCOMPARE(howText(report.results[1]), QStringLiteral("not tried"));
    QVERIFY(!m_run->isRunning());
}

void TestLimitsRun::aDeviceThatNeverAnswers()
{
    RawDevice device(port(), [](RawDevice &, const QByteArray &) {});
    LimitsPlan quick = plan({{LimitKind::BinaryMessage, 2000}});
    quick.pongTimeoutMs = 50;
    QCOMPARE(find(quick).ending, LimitsEnding::NoAnswer);
    QCOMPARE(m_closed->size(), 0);
}

void TestLimitsRun::cancelLeavesTheConnection()
{
    RawDevice device(port(), [](RawDevice &raw, const QByteArray &read) {
        if (raw.buffer().size() + read.size() < 100)
            answerPings(raw, read);
        else
            raw.buffer() += read;
    });
    QTRY_COMPARE(m_opened->size(), 1);
    m_run->start(1, plan({{LimitKind::BinaryMessage, 2000}}));
    QTRY_VERIFY(m_board.stand().value == 128); // which it takes and does not answer
    m_run->cancel();
    QCOMPARE(m_finished->size(), 1);
    const auto report = m_finished->first().first().value<LimitsReport>();
    QCOMPARE(report.ending, LimitsEnding::Cancelled);
    QCOMPARE(report.results.first().bracket.worked, 64);
    QVERIFY(m_server->isOpen(1));
    m_run->cancel(); // nothing to cancel any more
    QCOMPARE(m_finished->size(), 1);
    QVERIFY(!m_board.stand().isRunning());
}

void TestLimitsRun::theServerStops()
{
    RawDevice device(port(), [](RawDevice &raw, const QByteArray &read) {
        if (!read.contains("limits-2")) // the first ping is the check
            answerPings(raw, read);
    });
    QTRY_COMPARE(m_opened->size(), 1);
    m_run->start(1, plan({{LimitKind::BinaryMessage, 2000}}));
    QTRY_COMPARE(m_board.stand().phase, LimitsPhase::Probing);
    m_server->stop();
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(m_finished->first().first().value<LimitsReport>().ending, LimitsEnding::ServerStopped);
}

void TestLimitsRun::refusals()
{
    m_run->start(7, fullPlan());
    QCOMPARE(m_refused->size(), 1);
    QVERIFY(m_refused->takeFirst().first().toString().startsWith(QStringLiteral("Connection 7 is not open")));
    RawDevice device(port(), [](RawDevice &, const QByteArray &) {});
    QTRY_COMPARE(m_opened->size(), 1);
    m_run->start(1, {});
    QVERIFY(m_refused->takeFirst().first().toString().startsWith(QStringLiteral("No limit is chosen")));
    m_run->start(1, fullPlan());
    m_run->start(1, fullPlan());
    QVERIFY(m_refused->takeFirst().first().toString().contains(QStringLiteral("already")));
    QVERIFY(m_run->isRunning());
}

void TestLimitsRun::theLogTellsWhatHappened()
{
    ws::Limits limits;
    limits.messageBytes = 9000;
    LimitedDevice device(url(), limits);
    const LimitResult result = findOne({LimitKind::BinaryMessage, 20'000});
    const QStringList told = notes();
    QVERIFY(
        told.contains(QStringLiteral("limits: Binary message, 9,001 B, try %1").arg(result.bracket.tries)));
    QVERIFY(told.last().contains(QStringLiteral("known")));
    const CaptureStore &log = m_bench->capture;
    QCOMPARE(log.payload(*result.failedRow),
        "limits: Binary message, 9,001 B, try " + QByteArray::number(result.bracket.tries));
    // The row behind it is the probe's: its length is told in full, and its front is kept.
    FrameRecord record;
    QVERIFY(log.read(*result.failedRow + 1, &record));
    QCOMPARE(record.length, 9001);
    QCOMPARE(qsizetype(record.stored), LimitsRun::KeptBytes);
    QVERIFY(record.message > 0);
}

void TestLimitsRun::standIsPosted()
{
    QCOMPARE(LimitsBoard().version(), 0);
    RawDevice device(port(), answerPings);
    find(plan({{LimitKind::BinaryMessage, 64}}));
    const LimitsStand stand = m_board.stand();
    QVERIFY(!stand.isRunning());
    QCOMPARE(stand.report.results.first().bracket.state, LimitState::BoundSurvived);
    QCOMPARE(stand.report.device, QStringLiteral("raw"));
    QCOMPARE(stand.version, m_board.version());
}

void TestLimitsRun::inTheThreadOfASession()
{
    BenchSession session;
    QSignalSpy finished(&session, &BenchSession::limitsFinished);
    QSignalSpy refused(&session, &BenchSession::limitsRefused);
    session.start(m_settings);
    QTRY_COMPARE(session.state(), BenchSession::State::Running);
    session.findLimits(1, fullPlan());
    QTRY_COMPARE(refused.size(), 1);
    ws::Limits limits;
    limits.messageBytes = 5000;
    LimitedDevice device(QUrl(session.listenInfo().url), limits);
    QTRY_COMPARE(session.connections().snapshot().size(), 1);
    QTRY_COMPARE(session.connections().snapshot().first().state, ConnectionState::Open);
    session.findLimits(1, plan({{LimitKind::TextMessage, 20'000}}));
    QVERIFY(finished.wait(RunMs));
    QCOMPARE(finished.first().first().value<LimitsReport>().results.first().bracket.worked, 5000);
    QVERIFY(!session.limits().stand().isRunning());
}

void TestLimitsRun::aSessionEndsInTheMiddle()
{
    auto session = std::make_unique<BenchSession>();
    session->start(m_settings);
    QTRY_COMPARE(session->state(), BenchSession::State::Running);
    RawDevice device(session->listenInfo().port, answerPings);
    QTRY_VERIFY(!session->connections().snapshot().isEmpty());
    QTRY_COMPARE(session->connections().snapshot().first().state, ConnectionState::Open);
    session->findLimits(1, plan({{LimitKind::PingRate, 100}}));
    QTRY_COMPARE(session->limits().stand().phase, LimitsPhase::Probing);
    session.reset();
}

QTEST_GUILESS_MAIN(TestLimitsRun)
#include "tst_limitsrun.moc"
