// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/connection/deadlinewatch_p.h"

#include <QPointer>

#include <algorithm>
#include <vector>

namespace ws {

namespace {

using namespace std::chrono_literals;

// Deadlines that fall this close together share one wake-up.
constexpr auto ShortestWait = 10ms;

} // namespace

DeadlineWatch::DeadlineWatch(Passed passed, QObject *parent)
    : QObject(parent), m_passed(std::move(passed)), m_timer(this)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &DeadlineWatch::sweep);
}

void DeadlineWatch::add(quint64 connection, Clock::time_point deadline)
{
    const auto added = m_deadlines.emplace(deadline, connection);
    if (added == m_deadlines.begin() || !m_timer.isActive())
        arm();
}

void DeadlineWatch::sweep()
{
    const auto due = m_deadlines.upper_bound(Clock::now());
    std::vector<quint64> connections;
    for (auto it = m_deadlines.begin(); it != due; ++it)
        connections.push_back(it->second);
    m_deadlines.erase(m_deadlines.begin(), due);
    arm();
    const QPointer<DeadlineWatch> alive(this);
    for (const quint64 connection : connections) {
        m_passed(connection);
        if (!alive)
            return; // what ended the connection ended its server
    }
}

void DeadlineWatch::arm()
{
    if (m_deadlines.empty())
        return;
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(m_deadlines.begin()->first - Clock::now());
    m_timer.start(std::max<std::chrono::milliseconds>(wait, ShortestWait));
}

} // namespace ws
