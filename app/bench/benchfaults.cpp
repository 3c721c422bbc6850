// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/benchfaults.h"

namespace sockscope {

void BenchFaults::set(const FaultProfile &faults, quint64 seed)
{
    m_server = faults;
    m_seed = seed;
    m_tally.reset(FaultTally::Server, faults.faults.size());
}

void BenchFaults::set(quint64 connection, const std::optional<FaultProfile> &faults)
{
    if (faults) {
        m_own.insert(connection, *faults);
        m_tally.reset(connection, faults->faults.size());
    } else if (m_own.remove(connection)) {
        m_tally.remove(connection);
    }
}

const FaultProfile &BenchFaults::of(quint64 connection) const
{
    const auto own = m_own.constFind(connection);
    return own != m_own.constEnd() ? *own : m_server;
}

} // namespace sockscope
