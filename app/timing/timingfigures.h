// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timing/loghistogram.h"
#include "app/timing/timeseries.h"

namespace sockscope {

/// What was measured of one connection, or of all together: in a fixed memory, filled by one thread without a
/// lock, read by any. Messages are whole ones.
struct TimingFigures
{
    LogHistogram rtts; ///< round trips of pings, nanoseconds
    /// From one message from the device to the next, nanoseconds; like gapSeries of one connection only.
    LogHistogram gaps;
    LogHistogram sizesReceived; ///< bytes of messages, inflated
    LogHistogram sizesSent;
    TimeSeries<RttBin> rttSeries;
    TimeSeries<GapBin> gapSeries;
    TimeSeries<TrafficBin> trafficSeries;
    Relaxed<quint64> messagesTooBig = 0; ///< failed with 1009; among the sizes with what they promised
};

} // namespace sockscope
