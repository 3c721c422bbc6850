// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/limits/probejudge.h"

namespace sockscope {

namespace {

constexpr qint64 BytesPerMs = 1024 * 1024 / 1000;

} // namespace

void ProbeJudge::start(qint64 probeBytes, int pongMs, qint64 nowMs)
{
    *this = {};
    m_allowedMs = pongMs + probeBytes / BytesPerMs;
    m_lastMs = nowMs;
}

void ProbeJudge::pingSent(const QByteArray &payload, qint64 nowMs)
{
    if (m_asked++ == 0)
        m_firstPingMs = nowMs;
    m_waiting.insert(payload);
    m_lastMs = nowMs;
}

void ProbeJudge::queued(qint64 bytes, qint64 nowMs)
{
    if (bytes < m_queued)
        m_lastMs = nowMs;
    m_queued = bytes;
}

void ProbeJudge::pong(const QByteArray &payload, qint64 rttMs, qint64 nowMs)
{
    if (m_waiting.remove(payload))
        return;
    if (rttMs < 0)
        m_sawWrongPong = true;
    else if (m_asked == 1 && nowMs - rttMs > m_firstPingMs)
        m_waiting.clear();
}

void ProbeJudge::ended(const ProbeOutcome &end)
{
    m_end = end;
}

std::optional<ProbeOutcome> ProbeJudge::verdict(qint64 nowMs) const
{
    if (m_end)
        return m_end;
    if (!m_allSent)
        return std::nullopt;
    ProbeOutcome outcome;
    outcome.asked = m_asked;
    outcome.answered = m_asked - int(m_waiting.size());
    if (m_waiting.isEmpty())
        return outcome;
    if (nowMs < deadlineMs())
        return std::nullopt;
    outcome.end = outcome.answered > 0 ? ProbeEnd::Unanswered
        : m_sawWrongPong               ? ProbeEnd::WrongPong
                                       : ProbeEnd::Silent;
    return outcome;
}

} // namespace sockscope
