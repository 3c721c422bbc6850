// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/framerecord.h"

#include <QList>

namespace sockscope {

struct RttSample
{
    qint64 timeNs = 0; ///< when the pong came, CaptureStore time
    quint64 connection = 0;
    qint64 rttNs = -1;
    quint64 row = 0; ///< of the pong in the log
    RttSource source = RttSource::User;
};

struct SizeSample
{
    qint64 timeNs = 0;
    quint64 connection = 0;
    quint64 bytes = 0; ///< of a whole message, or what a refused one's header promised
    quint64 row = 0;
    ws::Direction direction = ws::Direction::Received;
    bool tooBig = false; ///< failed with 1009
};

/// Current, min, median, p95 and max of a set of round trips, in nanoseconds; -1 without samples.
struct RttSummary
{
    qint64 current = -1, min = -1, median = -1, p95 = -1, max = -1;
    qsizetype count = 0;
};
/// @p rtts in order of time. Percentiles by nearest rank.
RttSummary summarize(QList<qint64> rtts);

} // namespace sockscope
