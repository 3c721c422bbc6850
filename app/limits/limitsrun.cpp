// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/limits/limitsrun.h"

#include "app/devices/devicetable.h"

#include <algorithm>
#include <utility>

namespace sockscope {

namespace {

constexpr qint64 RestMs = 200;
constexpr qint64 SecondMs = 1000;
constexpr quint16 ServiceRestart = 1012;

QStringView withoutQuery(QStringView path)
{
    return path.left(path.indexOf(u'?')); // all of it without one
}

} // namespace

LimitsRun::LimitsRun(BenchServer *server, FrameRecorder *recorder, ConnectionTable *connections,
    CaptureStore *capture, LimitsBoard *board, QObject *parent)
    : QObject(parent)
    , m_server(server)
    , m_recorder(recorder)
    , m_connections(connections)
    , m_capture(capture)
    , m_board(board)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &LimitsRun::onTimer);
    connect(server, &BenchServer::connectionOpened, this, &LimitsRun::onOpened);
    connect(server, &BenchServer::connectionClosed, this, &LimitsRun::onClosed);
    connect(server, &BenchServer::pongReceived, this, &LimitsRun::onPong);
    connect(server, &BenchServer::stopped, this, [this] {
        if (isRunning())
            finish(LimitsEnding::ServerStopped);
    });
}

LimitsRun::~LimitsRun() = default;

QString LimitsRun::refusal(quint64 connection, const LimitsPlan &plan) const
{
    if (isRunning())
        return QStringLiteral("Limits are being looked for already: cancel that first.");
    if (const QString fault = planFault(plan); !fault.isEmpty())
        return fault;
    if (!m_server->isOpen(connection) || !m_connections->find(connection))
        return QStringLiteral("Connection %1 is not open: choose a device that is connected.")
            .arg(connection);
    return {};
}

void LimitsRun::start(quint64 connection, const LimitsPlan &plan)
{
    if (const QString reason = refusal(connection, plan); !reason.isEmpty()) {
        emit refused(reason);
        return;
    }
    m_device = *m_connections->find(connection);
    begin(m_device, plan);
    m_context.responseBytes = unpaddedSize(m_connections->handshake(connection, ws::Direction::Sent));
    adopt(connection);
    note(QStringLiteral("looking for those of %1").arg(m_device.device));
    setPhase(LimitsPhase::Checking);
    m_judge.start(0, plan.pongTimeoutMs, nowMs());
    startPings();
}

void LimitsRun::begin(const ConnectionStats &device, const LimitsPlan &plan)
{
    m_stand = {};
    m_candidate = 0;
    m_wantsAnswer = false;
    m_context = {};
    m_context.writeGapMs = plan.writeGapMs;
    LimitsReport &report = m_stand.report;
    report.device = device.device;
    report.path = device.path;
    report.subprotocol = device.subprotocol;
    report.at = QDateTime::currentDateTime();
    report.plan = plan;
    std::ranges::sort(report.plan.aims, {}, &LimitAim::kind);
    m_jobs.clear();
    for (const LimitAim &aim : std::as_const(report.plan.aims)) {
        m_jobs.append({aim, {}});
        report.results.append({aim, {}, {}, {}, {}});
    }
    m_server->setResponseHeaders([this](quint64 connection) { return responseHeaders(connection); });
}

void LimitsRun::proceed()
{
    if (m_stand.current < 0)
        begin(&m_jobs[++m_stand.current]);
    while (!m_jobs.at(m_stand.current).search->next()) {
        settle(m_jobs.at(m_stand.current));
        if (m_stand.current + 1 == m_jobs.size()) {
            finish(LimitsEnding::Completed);
            return;
        }
        begin(&m_jobs[++m_stand.current]);
    }
    const Job &job = m_jobs.at(m_stand.current);
    m_stand.value = *job.search->next();
    m_stand.range = job.search->range();
    if (job.aim.kind == LimitKind::Response)
        askForAnswer();
    else if (!m_server->isOpen(m_stand.connection))
        waitForDevice();
    else
        probe();
}

void LimitsRun::begin(Job *job)
{
    job->search.emplace(limitRange(job->aim, m_context));
}

// What is known now makes for better probes of what comes.
void LimitsRun::settle(const Job &job)
{
    const LimitBracket &bracket = job.search->bracket();
    if (!bracket.worked || !bracket.failed)
        return;
    if (job.aim.kind == LimitKind::Frame)
        m_context.frameBytes = bracket.worked;
    else if (job.aim.kind == LimitKind::BinaryMessage)
        m_context.messageBytes = bracket.worked;
}

void LimitsRun::probe()
{
    const Job &job = m_jobs.at(m_stand.current);
    if (job.aim.kind == LimitKind::PingRate && m_stand.phase != LimitsPhase::Resting) {
        setPhase(LimitsPhase::Resting, nowMs() + RestMs);
        m_timer.start(RestMs);
        return;
    }
    setPhase(LimitsPhase::Probing);
    sendProbe(job);
}

void LimitsRun::sendProbe(const Job &job)
{
    const LimitProbe probe = makeLimitProbe(job.aim.kind, m_stand.value, m_context);
    m_probeRow = note(QStringLiteral("%1, try %2").arg(probe.words).arg(job.search->bracket().tries + 1));
    result().probing = probe.manner;
    m_judge.start(probe.bytes.size(), m_stand.report.plan.pongTimeoutMs, nowMs());
    if (!probe.bytes.isEmpty())
        m_server->sendBytes(m_stand.connection, probe.bytes, probe.plan);
    startPings();
}

// One behind a probe; as many as its rate wants where pings are the probe.
void LimitsRun::startPings()
{
    const bool isRate = m_stand.phase == LimitsPhase::Probing && result().aim.kind == LimitKind::PingRate;
    m_pingsWanted = isRate ? pingsOfRate(m_stand.value) : 1;
    m_pingsSent = 0;
    m_isLate = false;
    m_pingsFromMs = nowMs();
    sendDuePings();
    examine();
}

void LimitsRun::sendDuePings()
{
    const qint64 rate = std::max<qint64>(1, m_stand.value);
    const qint64 due = 1 + (nowMs() - m_pingsFromMs) * rate / SecondMs;
    while (m_pingsSent < m_pingsWanted && m_pingsSent < due && m_server->isOpen(m_stand.connection))
        ping();
    if (m_pingsSent == m_pingsWanted)
        m_judge.allSent();
}

void LimitsRun::ping()
{
    const QByteArray payload = "limits-" + QByteArray::number(++m_pings);
    ++m_pingsSent;
    m_judge.pingSent(payload, nowMs());
    m_server->ping(m_stand.connection, payload, false);
}

// Closes with 1012: the device is to connect anew, and its 101 will be the probe.
void LimitsRun::askForAnswer()
{
    m_wantsAnswer = true;
    const quint64 open = m_server->isOpen(m_stand.connection) ? m_stand.connection : m_candidate;
    m_candidate = 0;
    if (m_server->isOpen(open))
        m_server->close(open, ServiceRestart, QStringLiteral("connect again: your 101 will be longer"));
    waitForDevice();
}

void LimitsRun::waitForDevice()
{
    m_stand.connection = 0;
    if (const quint64 candidate = std::exchange(m_candidate, 0); m_server->isOpen(candidate)) {
        ++m_stand.report.reconnects;
        adopt(candidate);
        proceed();
        return;
    }
    const qint64 wait = m_stand.report.plan.returnTimeoutMs;
    setPhase(LimitsPhase::Waiting, nowMs() + wait);
    m_timer.start(int(wait));
}

void LimitsRun::adopt(quint64 connection)
{
    m_stand.connection = connection;
    m_lastProbed = connection;
    m_recorder->keepFront(connection, KeptBytes);
}

void LimitsRun::cancel()
{
    if (isRunning())
        finish(LimitsEnding::Cancelled);
}

void LimitsRun::finish(LimitsEnding ending)
{
    m_timer.stop();
    m_server->setResponseHeaders({});
    if (m_server->isOpen(m_stand.connection))
        m_recorder->keepFront(m_stand.connection, -1);
    m_stand.report.ending = ending;
    m_stand.report.tookMs = m_stand.report.at.msecsTo(QDateTime::currentDateTime());
    note(endingText(ending));
    setPhase(LimitsPhase::Idle);
    emit finished(m_stand.report);
}

quint64 LimitsRun::note(const QString &words)
{
    return m_recorder->note(m_stand.connection, QStringLiteral("limits: ") + words);
}

void LimitsRun::setPhase(LimitsPhase phase, qint64 deadlineMs)
{
    m_stand.phase = phase;
    m_stand.deadlineNs = deadlineMs < 0 ? -1 : deadlineMs * 1'000'000;
    m_board->post(m_stand);
}

bool LimitsRun::isOfDevice(quint64 connection) const
{
    const auto other = m_connections->find(connection);
    if (!other || !m_connections->devices().areOfOneDevice(m_lastProbed, connection))
        return false;
    // A device may have a second connection, for something else.
    return other->path.isEmpty() || withoutQuery(other->path) == withoutQuery(m_device.path);
}

QList<ws::HttpHeader> LimitsRun::responseHeaders(quint64 connection) const
{
    const bool isProbe = m_wantsAnswer && m_stand.phase == LimitsPhase::Waiting && isOfDevice(connection);
    return isProbe ? paddingHeaders(m_stand.value - m_context.responseBytes) : QList<ws::HttpHeader>();
}

} // namespace sockscope
