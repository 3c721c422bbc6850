// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include <QTimer>

#include <chrono>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

namespace ws {

/// All deadlines of a server on one coarse timer, which runs only while there is something to wait for: a
/// timer per connection would cost more than it is worth.
class DeadlineWatch : public QObject
{
    Q_OBJECT

public:
    using Clock = std::chrono::steady_clock;
    using Passed = std::function<void(quint64 connection)>;

    DeadlineWatch(Passed passed, QObject *parent);

    /// Calls @p passed once for @p connection, not before @p deadline. A deadline that no longer matters is
    /// not taken back: the one who is called looks for itself.
    void add(quint64 connection, Clock::time_point deadline);

private:
    using Deadline = std::pair<Clock::time_point, quint64>;

    void sweep();
    void arm();

    Passed m_passed;
    QTimer m_timer;
    std::priority_queue<Deadline, std::vector<Deadline>, std::greater<>> m_deadlines; // the next one on top
};

} // namespace ws
