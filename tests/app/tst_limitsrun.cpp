// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/benchsession.h"
#include "app/devices/devicetable.h"
#include "app/limits/limitsrun.h"
#include "limiteddevice.h"
#include "serverfixture.h"

#include <QWebSocket>

using namespace sockscope;

namespace {

constexpr int RunMs = 30'000; // only ever reached by a failure

} // namespace

class TestLimitsRun : public ServerFixture
{
    Q_OBJECT

private:
    LimitsBoard m_board;
    std::unique_ptr<LimitsRun> m_run;
    std::unique_ptr<QSignalSpy> m_finished, m_refused;

    LimitsPlan plan(const QList<LimitAim> &aims) const
    {
        LimitsPlan plan;
        plan.aims = aims;
        plan.pongTimeoutMs = 2000;
        plan.returnTimeoutMs = 5000;
        plan.writeGapMs = 1;
        return plan;
    }

    LimitsReport find(const LimitsPlan &plan)
    {
        if (!QTest::qWaitFor([this] { return !m_opened->isEmpty(); }))
            qFatal("the device did not connect");
        m_run->start(lastNumber(*m_opened), plan);
        if (m_finished->isEmpty() && !m_finished->wait(RunMs))
            qFatal("the run did not end");
        return m_finished->takeFirst().first().value<LimitsReport>();
    }

    LimitResult findOne(const LimitAim &aim)
    {
        const LimitsReport report = find(plan({aim}));
        return report.results.first();
    }

    QStringList notes() const
    {
        QStringList notes;
        m_bench->capture.forEach(0, m_bench->capture.rows().end, [&](quint64 row, const FrameRecord &record) {
            if (record.kind == RowKind::Event && record.event == EventKind::Note)
                notes.append(QString::fromUtf8(m_bench->capture.payload(row)));
        });
        return notes;
    }

private slots:
    void init()
    {
        reset();
        m_run = std::make_unique<LimitsRun>(
            m_server.get(), &m_bench->recorder, &m_bench->table, &m_bench->capture, &m_board);
        m_finished = std::make_unique<QSignalSpy>(m_run.get(), &LimitsRun::finished);
        m_refused = std::make_unique<QSignalSpy>(m_run.get(), &LimitsRun::refused);
        start();
    }
    void cleanup()
    {
        m_run.reset();
        m_server.reset();
    }

    void sizes_data();
    void sizes();
    void longMessagesGoInFramesThatWork();
    void qWebSocket_data();
    void qWebSocket();
    void response();
    void splitHeaders();
    void pingRate();
    void theBoundIsAResult();
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

void TestLimitsRun::sizes_data()
{
    QTest::addColumn<LimitKind>("kind");
    QTest::addColumn<qint64>("limit");
    QTest::addColumn<QString>("how");
    QTest::newRow("binary 125") << LimitKind::BinaryMessage << qint64(125) << "closed 1009";
    QTest::newRow("binary 1000") << LimitKind::BinaryMessage << qint64(1000) << "closed 1009";
    QTest::newRow("binary 65535") << LimitKind::BinaryMessage << qint64(65535) << "closed 1009";
    QTest::newRow("text 65536") << LimitKind::TextMessage << qint64(65536) << "closed 1009";
    QTest::newRow("frame 4096") << LimitKind::Frame << qint64(4096) << "closed 1009";
    QTest::newRow("fragments 17") << LimitKind::Fragments << qint64(17) << "closed 1008";
}

void TestLimitsRun::sizes()
{
    QFETCH(LimitKind, kind);
    QFETCH(qint64, limit);
    QFETCH(QString, how);
    ws::Limits limits;
    if (kind == LimitKind::Frame)
        limits.frameBytes = quint64(limit);
    else if (kind == LimitKind::Fragments)
        limits.messageFragments = quint64(limit);
    else
        limits.messageBytes = quint64(limit);
    LimitedDevice device(url(), limits);
    const LimitResult result = findOne({kind, kind == LimitKind::Fragments ? 256 : 1024 * 1024});
    QCOMPARE(result.bracket.worked, limit);
    QCOMPARE(result.bracket.failed, limit + 1);
    QCOMPARE(result.bracket.state, LimitState::Found);
    QVERIFY2(outcomeText(result.bracket.how).startsWith(how), qPrintable(outcomeText(result.bracket.how)));
}

void TestLimitsRun::longMessagesGoInFramesThatWork()
{
    ws::Limits limits;
    limits.frameBytes = 1000;
    limits.messageBytes = 5000;
    LimitedDevice device(url(), limits);
    const LimitsReport report =
        find(plan({{LimitKind::BinaryMessage, 100'000}, {LimitKind::Frame, 100'000}}));
    QCOMPARE(report.ending, LimitsEnding::Completed);
    QCOMPARE(report.results[0].aim.kind, LimitKind::Frame);
    QCOMPARE(report.results[0].bracket.worked, 1000);
    QCOMPARE(report.results[1].bracket.worked, 5000);
    QCOMPARE(report.results[1].bracket.failed, 5001);
    QCOMPARE(report.results[1].probing, QStringLiteral("in frames of 1,000 B"));
    QCOMPARE(report.reconnects, device.ends());
}

void TestLimitsRun::qWebSocket_data()
{
    QTest::addColumn<LimitKind>("kind");
    QTest::addColumn<qint64>("limit");
    QTest::newRow("message 1000") << LimitKind::BinaryMessage << qint64(1000);
    QTest::newRow("message 65536") << LimitKind::TextMessage << qint64(65536);
    QTest::newRow("frame 4000") << LimitKind::Frame << qint64(4000);
}

void TestLimitsRun::qWebSocket()
{
    QFETCH(LimitKind, kind);
    QFETCH(qint64, limit);
    QWebSocket device;
    if (kind == LimitKind::Frame)
        device.setMaxAllowedIncomingFrameSize(quint64(limit));
    else
        device.setMaxAllowedIncomingMessageSize(quint64(limit));
    const auto open = [&] { device.open(url()); };
    connect(&device, &QWebSocket::disconnected, this, open, Qt::QueuedConnection);
    open();
    const LimitResult result = findOne({kind, 200'000});
    QCOMPARE(result.bracket.worked, limit);
    QCOMPARE(result.bracket.failed, limit + 1);
    QCOMPARE(result.bracket.state, LimitState::Found);
    device.disconnect(this);
}

void TestLimitsRun::response()
{
    ws::Limits limits;
    limits.handshakeBytes = 3000;
    LimitedDevice device(url(), limits);
    const LimitResult result = findOne({LimitKind::Response, 64 * 1024});
    QCOMPARE(result.bracket.worked, 3000);
    QCOMPARE(result.bracket.failed, 3001);
    QCOMPARE(result.bracket.state, LimitState::Found);
}

void TestLimitsRun::splitHeaders()
{
    RawDevice device(port(), breakOnSplitHeaders);
    const LimitsReport report = find(plan({{LimitKind::HeaderPieces, 4}, {LimitKind::WriteSize, 1}}));
    QCOMPARE(report.results[0].bracket.worked, 1);
    QCOMPARE(report.results[0].bracket.failed, 2);
    QCOMPARE(report.results[1].bracket.worked, 4); // the whole header
    QCOMPARE(report.results[1].bracket.failed, 3);
}

void TestLimitsRun::pingRate()
{
    // Drops every other ping when they come faster than seven a second. It asks the board for that: a clock
    // of its own would depend on how busy the machine is.
    int count = 0;
    RawDevice device(port(), [&](RawDevice &raw, const QByteArray &read) {
        raw.buffer() += read;
        ws::FrameHeader header;
        QByteArray payload;
        while (raw.takeFrame(&header, &payload)) {
            if (m_board.stand().value <= 7 || ++count % 2 == 0)
                raw.send(ws::Opcode::Pong, payload);
        }
    });
    LimitsPlan quick = plan({{LimitKind::PingRate, 9}});
    quick.pongTimeoutMs = 200;
    const LimitsReport report = find(quick);
    const LimitBracket bracket = report.results.first().bracket;
    QCOMPARE(bracket.state, LimitState::Found);
    QCOMPARE(bracket.worked, 7);
    QCOMPARE(bracket.failed, 8);
    QCOMPARE(outcomeText(bracket.how), QStringLiteral("2 of 4 pings answered"));
    QCOMPARE(report.reconnects, 0);
}

void TestLimitsRun::theBoundIsAResult()
{
    RawDevice device(port(), answerPings);
    LimitsPlan all = fullPlan();
    for (LimitAim &aim : all.aims) {
        if (limitInfo(aim.kind).furthestBound != limitInfo(aim.kind).usualBound)
            aim.bound = aim.kind == LimitKind::PingRate ? 4 : 2000;
    }
    all.writeGapMs = 1;
    const LimitsReport report = find(all);
    QCOMPARE(report.ending, LimitsEnding::Completed);
    QCOMPARE(report.results.size(), limitInfos().size());
    for (const LimitResult &result : report.results) {
        QCOMPARE(result.bracket.state, LimitState::BoundSurvived);
        QCOMPARE(result.bracket.worked, result.aim.bound);
    }
}

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

// It has not said who it is when it is probed again.
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
