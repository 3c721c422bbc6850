// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/measurements.h"

#include <deque>
#include <map>

namespace sockscope {

/// The round trips of one connection, oldest first.
struct RttCurve
{
    std::deque<RttSample> samples;
};

/// The last round trips of the connections that were heard of last, each on its own.
class RttCurves
{
public:
    static constexpr size_t MaxSamples = 5000; ///< per curve
    static constexpr size_t MaxCurves = 32;

    void add(const QList<RttSample> &samples);
    void clear() { m_curves.clear(); }

    const std::map<quint64, RttCurve> &byConnection() const { return m_curves; }
    qint64 newestNs() const; ///< -1 without samples

private:
    void dropQuietest();

    std::map<quint64, RttCurve> m_curves;
};

} // namespace sockscope
