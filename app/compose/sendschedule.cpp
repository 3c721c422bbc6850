// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/sendschedule.h"

namespace sockscope {

QString SchedulePlan::fault() const
{
    if (repeat > MaxRepeat)
        return QStringLiteral("repeat at most %1 times, or 0 until it is stopped").arg(MaxRepeat);
    if (every.count() < 1 || every > MaxEvery)
        return QStringLiteral("repeat every 1 to %1 ms").arg(MaxEvery.count());
    if (burst < 1 || burst > MaxBurst)
        return QStringLiteral("send 1 to %1 messages at a time").arg(MaxBurst);
    return {};
}

void SendSchedule::start(const SchedulePlan &plan, Time now)
{
    m_plan = plan;
    m_bursts = 0;
    m_missed = 0;
    m_next = plan.fault().isEmpty() ? std::optional(now) : std::nullopt;
}

int SendSchedule::due(Time now)
{
    if (!m_next || now < *m_next)
        return 0;
    ++m_bursts;
    if (m_plan.repeat > 0 && m_bursts == m_plan.repeat) {
        m_next.reset();
        return m_plan.burst;
    }
    const auto late = (now - *m_next) / m_plan.every;
    m_missed += quint64(late);
    *m_next += m_plan.every * (late + 1);
    return m_plan.burst;
}

} // namespace sockscope
