// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/connection/deadlinewatch_p.h"

#include <algorithm>

namespace ws {

/// When one connection is to be pinged, and when it has been silent for too long. Is told the time, and has
/// no timer: DeadlineWatch calls when next() has come.
class Heartbeat
{
public:
    using TimePoint = DeadlineWatch::Clock::time_point;
    static constexpr auto Never = TimePoint::max();

    /// The first ping is due one @p interval from @p now, and each may wait for its pong for @p timeout. 0 of
    /// either: never, and without end.
    void start(TimePoint now, std::chrono::milliseconds interval, std::chrono::milliseconds timeout);
    std::chrono::milliseconds timeout() const { return m_timeout; }

    bool isPingDue(TimePoint now) const { return m_nextPing <= now; }
    /// A ping leaves: returns its number, 1 for the first. While a pong is waited for already, that wait goes
    /// on.
    quint64 pinged(TimePoint now);
    void ponged() { m_pongBy = Never; }
    bool isPongOverdue(TimePoint now) const { return m_pongBy <= now; }
    void heard() { m_heard = true; }
    /// Whether anything came since the wait for the pong began, or was put off.
    bool hasHeard() const { return m_heard; }
    /// Waits for the pong once more.
    void putOff(TimePoint now) { wait(now + m_timeout); }
    /// Never, when nothing is waited for.
    TimePoint next() const { return std::min(m_nextPing, m_pongBy); }

private:
    void wait(TimePoint pongBy);

    std::chrono::milliseconds m_interval{0};
    std::chrono::milliseconds m_timeout{0};
    TimePoint m_nextPing = Never;
    TimePoint m_pongBy = Never;
    quint64 m_pings = 0;
    bool m_heard = false;
};

} // namespace ws
