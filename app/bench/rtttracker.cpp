// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/rtttracker.h"

#include "serverlib/protocol/frameheader.h"

#include <algorithm>

namespace sockscope {

namespace {

// A ping that was sent oversized on purpose is known by its front, so that a tracker's memory is bounded.
QByteArrayView tracked(QByteArrayView payload)
{
    return payload.first(std::min<qsizetype>(payload.size(), ws::MaxControlPayload));
}

} // namespace

void RttTracker::pingSent(QByteArrayView payload, qint64 timeNs)
{
    m_pings.push_back({tracked(payload).toByteArray(), timeNs});
    if (m_pings.size() > MaxOutstanding) {
        m_pings.pop_front();
        ++m_lost;
    }
}

std::optional<qint64> RttTracker::pongReceived(QByteArrayView payload, qint64 timeNs)
{
    const QByteArrayView wanted = tracked(payload);
    const auto found = std::find_if(
        m_pings.rbegin(), m_pings.rend(), [wanted](const Ping &ping) { return ping.payload == wanted; });
    if (found == m_pings.rend())
        return std::nullopt;
    const qint64 rtt = timeNs - found->timeNs;
    // RFC 6455 5.5.3: the older ones will not be answered any more.
    m_lost += quint64(std::distance(found, m_pings.rend()) - 1);
    m_pings.erase(m_pings.begin(), found.base());
    return rtt;
}

} // namespace sockscope
