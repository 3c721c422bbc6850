// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/connection/outstandingpings.h"

#include "serverlib/protocol/frameheader.h"

#include <algorithm>
#include <iterator>

namespace ws {

namespace {

// A ping that was sent oversized on purpose is known by its front, so that memory is bounded.
QByteArrayView tracked(QByteArrayView payload)
{
    return payload.first(std::min<qsizetype>(payload.size(), MaxControlPayload));
}

} // namespace

void OutstandingPings::sent(QByteArrayView payload, qint64 moment)
{
    m_pings.push_back({tracked(payload).toByteArray(), moment});
    if (m_pings.size() > Most) {
        m_pings.pop_front();
        ++m_lost;
    }
}

std::optional<qint64> OutstandingPings::answered(QByteArrayView payload)
{
    const QByteArrayView wanted = tracked(payload);
    const auto found = std::find_if(
        m_pings.rbegin(), m_pings.rend(), [wanted](const Ping &ping) { return ping.payload == wanted; });
    if (found == m_pings.rend())
        return std::nullopt;
    const qint64 moment = found->moment;
    // RFC 6455 5.5.3: the older ones will not be answered any more.
    m_lost += quint64(std::distance(found, m_pings.rend()) - 1);
    m_pings.erase(m_pings.begin(), found.base());
    return moment;
}

} // namespace ws
