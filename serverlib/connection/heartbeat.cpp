// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/connection/heartbeat_p.h"

namespace ws {

void Heartbeat::start(TimePoint now, std::chrono::milliseconds interval, std::chrono::milliseconds timeout)
{
    m_interval = interval;
    m_timeout = timeout;
    m_nextPing = interval.count() > 0 ? now + interval : Never;
    m_pongBy = Never;
}

quint64 Heartbeat::pinged(TimePoint now)
{
    // From when it was due, so that lateness does not add up; pings that were missed altogether stay so.
    m_nextPing += m_interval;
    if (m_nextPing <= now)
        m_nextPing = now + m_interval;
    if (m_pongBy == Never && m_timeout.count() > 0)
        wait(now + m_timeout);
    return ++m_pings;
}

void Heartbeat::wait(TimePoint pongBy)
{
    m_pongBy = pongBy;
    m_heard = false;
}

} // namespace ws
