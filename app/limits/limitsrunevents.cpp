// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What a LimitsRun does when something happens.
#include "app/limits/connectionend.h"
#include "app/limits/limitsrun.h"

#include <algorithm>
#include <utility>

namespace sockscope {

namespace {

constexpr qint64 LookMs = 10; // how often a queue is looked at that has not left yet
constexpr qint64 SecondMs = 1000;

} // namespace

void LimitsRun::onOpened(quint64 connection)
{
    if (!isRunning() || !isOfDevice(connection))
        return;
    if (m_stand.phase != LimitsPhase::Waiting) {
        m_candidate = connection;
        return;
    }
    ++m_stand.report.reconnects;
    adopt(connection);
    if (!m_wantsAnswer) {
        proceed();
        return;
    }
    m_wantsAnswer = false;
    setPhase(LimitsPhase::Probing);
    sendProbe(m_jobs.at(m_stand.current));
}

void LimitsRun::onClosed(quint64 connection)
{
    if (!isRunning())
        return;
    if (!m_server->isListening()) {
        finish(LimitsEnding::ServerStopped);
        return;
    }
    if (connection != m_stand.connection)
        return;
    if (m_stand.phase == LimitsPhase::Resting) {
        proceed();
        return;
    }
    m_judge.ended(endOf(m_connections->find(connection).value_or(ConnectionStats())));
    examine();
}

void LimitsRun::onPong(quint64 connection, const QByteArray &data, qint64 rttNs)
{
    const bool isJudging = m_stand.phase == LimitsPhase::Checking || m_stand.phase == LimitsPhase::Probing;
    if (!isJudging || connection != m_stand.connection)
        return;
    m_judge.pong(data, rttNs < 0 ? -1 : rttNs / 1'000'000, nowMs());
    examine();
}

void LimitsRun::onTimer()
{
    switch (m_stand.phase) {
    case LimitsPhase::Idle:
        break;
    case LimitsPhase::Checking:
    case LimitsPhase::Probing:
        sendDuePings();
        // After a busy time the pong may be there and not read yet: sockets get their turn first.
        if (nowMs() >= m_judge.deadlineMs() && !std::exchange(m_isLate, true))
            m_timer.start(int(LookMs));
        else
            examine();
        break;
    case LimitsPhase::Resting:
        probe();
        break;
    case LimitsPhase::Waiting:
        finish(LimitsEnding::DeviceGone);
        break;
    }
}

void LimitsRun::examine()
{
    const qint64 queued = m_server->bufferedAmount(m_stand.connection);
    m_judge.queued(queued, nowMs());
    if (const auto outcome = m_judge.verdict(nowMs())) {
        m_timer.stop();
        conclude(*outcome);
        return;
    }
    const bool isSoon = queued > 0 || m_pingsSent < m_pingsWanted;
    const qint64 pingGap = SecondMs / std::max<qint64>(1, m_stand.value);
    const qint64 soon = queued > 0 ? LookMs : std::min(LookMs, pingGap);
    const qint64 left = std::max<qint64>(0, m_judge.deadlineMs() - nowMs());
    m_timer.start(int(isSoon ? std::max<qint64>(1, soon) : left));
}

void LimitsRun::conclude(const ProbeOutcome &outcome)
{
    if (m_stand.phase == LimitsPhase::Checking) {
        if (outcome.hasSurvived())
            proceed();
        else
            finish(LimitsEnding::NoAnswer);
        return;
    }
    note(outcomeText(outcome));
    LimitSearch &search = *m_jobs[m_stand.current].search;
    search.record(outcome);
    LimitResult &result = this->result();
    result.bracket = search.bracket();
    if (result.bracket.worked == m_stand.value)
        result.workedRow = m_probeRow;
    if (result.bracket.failed == m_stand.value && !outcome.hasSurvived())
        result.failedRow = m_probeRow;
    const bool isMute = outcome.end == ProbeEnd::Silent || outcome.end == ProbeEnd::WrongPong;
    if (isMute) // it may hang for ever: only a new connection makes sure
        m_server->terminate(std::exchange(m_stand.connection, 0));
    proceed();
}

} // namespace sockscope
