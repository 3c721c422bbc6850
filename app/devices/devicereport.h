// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/devices/attemptpattern.h"
#include "app/devices/devicesession.h"

namespace sockscope {

/// A link that was dead while its TCP connection seemed alive.
struct DeadLink
{
    quint64 connection = 0;
    qint64 sinceNs = 0;
    qint64 noticedNs = -1; ///< when the device came again, or ended the connection; -1: not (yet)
    bool isOver = false; ///< whether it was noticed or not

    bool operator==(const DeadLink &) const = default;
};

/// Smallest, middle and largest of some times in ns; -1 without any.
struct TimeSummary
{
    qint64 min = -1, median = -1, max = -1, last = -1;
    qsizetype count = 0;
};
/// @p times in order of when they were measured; the median is the nearest rank's.
TimeSummary summaryOf(const QList<qint64> &times);

/// What the connections of a device say about it.
struct DeviceReport
{
    quint64 attempts = 0; ///< to be connected, refused and failed ones too
    quint64 opened = 0; ///< of those
    qsizetype open = 0; ///< now
    qsizetype mostAtOnce = 0; ///< open at the same time
    std::array<quint64, SessionEndCount> ends = {}; ///< by SessionEnd
    double uptime = 0; ///< share of the time since its first attempt in which it was connected
    TimeSummary intervals; ///< from one attempt to the next
    TimeSummary waits; ///< from the end of one attempt to the next, where no other was going on
    AttemptPattern pattern; ///< of these waits
    QList<DeadLink> deadLinks;
    TimeSummary detection; ///< time it took the device to notice a dead link
    /// Time it took the bench to give up a device that had fallen silent, counted from its last frame.
    TimeSummary benchDetection;

    quint64 failed() const { return attempts - opened; }
};

/// @p nowNs is CaptureStore time.
DeviceReport reportOn(const Device &device, qint64 nowNs);

} // namespace sockscope
