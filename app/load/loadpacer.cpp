// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/load/loadpacer.h"

#include <algorithm>
#include <cmath>

namespace sockscope {

void LoadPacer::start(qint64 now)
{
    m_last = now;
    m_credit = 1;
    m_missed = 0;
}

quint64 LoadPacer::due(qint64 now)
{
    constexpr double NsPerSecond = 1e9;
    m_credit += m_perSecond * double(now - m_last) / NsPerSecond;
    m_last = now;
    if (m_perSecond <= 0)
        return 0;
    // Two, so that what a slow rate is late by is not lost.
    const double most = std::max(2.0, m_perSecond * double(CatchUpNs) / NsPerSecond);
    if (m_credit > most) {
        m_missed += m_credit - most;
        m_credit = most;
    }
    const double whole = std::floor(m_credit);
    m_credit -= whole;
    return quint64(whole);
}

} // namespace sockscope
