// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace sockscope {

/// When messages are sent, and how many.
struct SchedulePlan
{
    static constexpr quint64 MaxRepeat = 1'000'000'000;
    static constexpr int MaxBurst = 10'000;
    static constexpr std::chrono::milliseconds MaxEvery = std::chrono::hours(24);

    quint64 repeat = 1; ///< bursts; 0: until it is stopped
    std::chrono::milliseconds every{1000}; ///< from one burst to the next
    int burst = 1; ///< messages at a time

    /// What is wrong with it, in words; empty if nothing is.
    QString fault() const;
    bool operator==(const SchedulePlan &) const = default;
};

/// Says when the next burst is due. Has no clock: each call is told the time, from any beginning. A late
/// caller gets one burst and not all that it has missed: a machine that slept must not flood a device.
class SendSchedule
{
public:
    using Time = std::chrono::milliseconds;

    /// The first burst is due at once. A plan with a fault is never begun.
    void start(const SchedulePlan &plan, Time now);
    void stop() { m_next.reset(); }

    bool isRunning() const { return m_next.has_value(); }
    /// When due() has something to say; nullopt when there is nothing left.
    std::optional<Time> next() const { return m_next; }
    /// Messages to send at @p now; 0 while it is too early.
    int due(Time now);

    quint64 bursts() const { return m_bursts; } ///< that were due since start()
    quint64 missed() const { return m_missed; } ///< that nobody asked for in time

private:
    SchedulePlan m_plan;
    std::optional<Time> m_next;
    quint64 m_bursts = 0;
    quint64 m_missed = 0;
};

} // namespace sockscope
