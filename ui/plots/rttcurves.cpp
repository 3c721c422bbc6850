// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/rttcurves.h"

#include <algorithm>

namespace sockscope {

void RttCurves::add(const QList<RttSample> &samples)
{
    for (const RttSample &sample : samples) {
        RttCurve &curve = m_curves[sample.connection];
        curve.samples.push_back(sample);
        if (curve.samples.size() > MaxSamples)
            curve.samples.pop_front();
        if (m_curves.size() > MaxCurves)
            dropQuietest();
    }
}

void RttCurves::dropQuietest()
{
    m_curves.erase(std::ranges::min_element(
        m_curves, {}, [](const auto &entry) { return entry.second.samples.back().timeNs; }));
}

qint64 RttCurves::newestNs() const
{
    qint64 newest = -1;
    for (const auto &[connection, curve] : m_curves)
        newest = std::max(newest, curve.samples.back().timeNs);
    return newest;
}

} // namespace sockscope
