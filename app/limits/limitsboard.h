// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/limits/limitsreport.h"

#include <mutex>

namespace sockscope {

/// What a run is doing.
enum class LimitsPhase : quint8 {
    Idle,
    Checking, ///< whether the device answers a plain ping
    Resting, ///< so that a device has its breath back before it is pinged fast
    Probing,
    Waiting, ///< for the device to connect anew
};

/// Where a run stands: a detached value.
struct LimitsStand
{
    quint64 version = 0; ///< grows with every change
    LimitsPhase phase = LimitsPhase::Idle;
    quint64 connection = 0; ///< that is probed; 0 while there is none
    qsizetype current = -1; ///< of report.results
    qint64 value = 0; ///< that is tried, or was last
    LimitRange range; ///< of the current search
    qint64 deadlineNs = -1; ///< CaptureStore time at which a wait is over; -1: none is under way
    LimitsReport report; ///< so far

    bool isRunning() const { return phase != LimitsPhase::Idle; }
};

/// Holds where the run stands: written in the I/O thread, read from any.
class LimitsBoard
{
public:
    LimitsStand stand() const;
    /// 0 until the first run.
    quint64 version() const;
    void post(LimitsStand stand);

private:
    mutable std::mutex m_mutex; // protects the stand
    LimitsStand m_stand;
};

} // namespace sockscope
