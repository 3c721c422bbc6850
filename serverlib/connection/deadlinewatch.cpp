// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/connection/deadlinewatch_p.h"

#include <QPointer>

#include <algorithm>

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
    m_deadlines.emplace(deadline, connection);
    if (m_deadlines.top().first == deadline || !m_timer.isActive())
        arm();
}

void DeadlineWatch::sweep()
{
    const auto now = Clock::now();
    std::vector<quint64> connections;
    for (; !m_deadlines.empty() && m_deadlines.top().first <= now; m_deadlines.pop())
        connections.push_back(m_deadlines.top().second);
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
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(m_deadlines.top().first - Clock::now());
    m_timer.start(std::max<std::chrono::milliseconds>(wait, ShortestWait));
}

} // namespace ws
