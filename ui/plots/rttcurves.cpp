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
        curve.isStale = true;
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

void RttCurves::summarizeAll()
{
    for (auto &[connection, curve] : m_curves) {
        if (!curve.isStale)
            continue;
        QList<qint64> rtts;
        rtts.reserve(qsizetype(curve.samples.size()));
        for (const RttSample &sample : curve.samples)
            rtts.append(sample.rttNs);
        curve.summary = summarize(std::move(rtts));
        curve.isStale = false;
    }
}

qint64 RttCurves::newestNs() const
{
    qint64 newest = -1;
    for (const auto &[connection, curve] : m_curves)
        newest = std::max(newest, curve.samples.back().timeNs);
    return newest;
}

const RttSample *RttCurves::nearest(quint64 connection, qint64 timeNs) const
{
    const auto found = m_curves.find(connection);
    if (found == m_curves.end())
        return nullptr;
    return &*std::ranges::min_element(found->second.samples, {},
        [timeNs](const RttSample &sample) { return std::abs(sample.timeNs - timeNs); });
}

} // namespace sockscope
