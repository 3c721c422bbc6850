// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/connectionfacts.h"

#include "app/bench/connectiontable.h"
#include "app/session/sessionindex.h"

namespace sockscope {

std::optional<ConnectionFacts> LiveConnections::facts(quint64 connection) const
{
    const auto stats = m_table->find(connection);
    if (!stats)
        return std::nullopt;
    return ConnectionFacts{stats->device, stats->peer, stats->path, stats->subprotocol};
}

std::optional<ConnectionFacts> RecordedConnections::facts(quint64 connection) const
{
    const SessionConnection *found = m_index->find(connection);
    if (!found)
        return std::nullopt;
    const QString peer = QStringLiteral("%1:%2").arg(found->peerAddress).arg(found->peerPort);
    return ConnectionFacts{
        found->device, found->peerAddress.isEmpty() ? QString() : peer, found->path, found->subprotocol};
}

} // namespace sockscope
