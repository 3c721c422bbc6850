// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/connectionstats.h"

namespace sockscope {

/// Frames and bytes per second from running sums, over about a second.
class BenchRates
{
public:
    /// @p nowNs is CaptureStore time.
    void update(const BenchTotals &totals, qint64 nowNs);
    quint64 framesPerSecond() const { return m_framesPerSecond; }
    quint64 bytesPerSecond() const { return m_bytesPerSecond; }

private:
    BenchTotals m_before;
    qint64 m_beforeNs = 0;
    quint64 m_framesPerSecond = 0;
    quint64 m_bytesPerSecond = 0;
};

} // namespace sockscope
