// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/measurements.h"

#include <algorithm>

namespace sockscope {

namespace {

// Nearest rank: the smallest value that at least `percent` of the samples do not exceed.
qint64 percentile(const QList<qint64> &sorted, qsizetype percent)
{
    const qsizetype rank = (sorted.size() * percent + 99) / 100;
    return sorted[std::max<qsizetype>(rank, 1) - 1];
}

} // namespace

RttSummary summarize(QList<qint64> rtts)
{
    if (rtts.isEmpty())
        return {};
    RttSummary summary;
    summary.current = rtts.last();
    summary.count = rtts.size();
    std::ranges::sort(rtts);
    summary.min = rtts.first();
    summary.median = percentile(rtts, 50);
    summary.p95 = percentile(rtts, 95);
    summary.max = rtts.last();
    return summary;
}

} // namespace sockscope
