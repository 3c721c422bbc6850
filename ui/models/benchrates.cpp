// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/benchrates.h"

namespace sockscope {

namespace {
constexpr qint64 WindowNs = 1'000'000'000;
}

void BenchRates::update(const BenchTotals &totals, qint64 nowNs)
{
    const qint64 elapsed = nowNs - m_beforeNs;
    if (elapsed < WindowNs)
        return;
    const double seconds = double(elapsed) / double(WindowNs);
    m_framesPerSecond = quint64(double(totals.frames - m_before.frames) / seconds + 0.5);
    m_bytesPerSecond = quint64(double(totals.bytes - m_before.bytes) / seconds + 0.5);
    m_before = totals;
    m_beforeNs = nowNs;
}

} // namespace sockscope
