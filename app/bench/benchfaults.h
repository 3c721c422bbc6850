// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/faults/fault.h"
#include "app/faults/faulttally.h"

#include <QHash>

#include <optional>

namespace sockscope {

/// What a bench breaks on purpose: for all connections, or for one of them. Lives in the I/O thread, but for
/// tally().
class BenchFaults
{
public:
    void set(const FaultProfile &faults, quint64 seed);
    /// nullopt: @p connection has those of the server.
    void set(quint64 connection, const std::optional<FaultProfile> &faults);

    const FaultProfile &of(quint64 connection) const;
    quint64 seed() const { return m_seed; }
    const FaultTally &tally() const { return m_tally; }

private:
    FaultProfile m_server;
    QHash<quint64, FaultProfile> m_own;
    quint64 m_seed = 0;
    FaultTally m_tally;
};

} // namespace sockscope
