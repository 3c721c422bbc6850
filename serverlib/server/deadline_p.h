// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include <QDeadlineTimer>

#include <chrono>

namespace ws {

/// A time bound of Limits as a deadline from now: 0 is no bound.
inline QDeadlineTimer deadlineAfter(std::chrono::milliseconds bound)
{
    return bound.count() > 0 ? QDeadlineTimer(bound) : QDeadlineTimer(QDeadlineTimer::Forever);
}

} // namespace ws
