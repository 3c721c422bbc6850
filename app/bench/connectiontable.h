// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/connectionstats.h"

#include <deque>
#include <map>
#include <mutex>

namespace sockscope {

/// All connections of a bench, written in the I/O thread, read as snapshots from any other. Ended connections
/// beyond MaxEnded are forgotten, oldest first.
class ConnectionTable
{
public:
    static constexpr int MaxEnded = 1000;

    /// Changes one connection's entry under the lock, creating it first if needed.
    template <typename Change> void update(quint64 number, Change change)
    {
        std::lock_guard lock(m_mutex);
        change(entry(number).stats, m_totals);
    }

    QList<ConnectionStats> snapshot() const; ///< in order of number
    BenchTotals totals() const;
    std::optional<ConnectionStats> find(quint64 number) const;
    /// Counts it against MaxEnded from now on; once per connection.
    void markEnded(quint64 number);
    void setHandshake(quint64 number, ws::Direction direction, const QByteArray &head);
    /// The HTTP head as it came; empty when unknown.
    QByteArray handshake(quint64 number, ws::Direction direction) const;
    void clearEnded();

private:
    struct Entry
    {
        ConnectionStats stats;
        QByteArray request;
        QByteArray response;
    };
    Entry &entry(quint64 number);

    mutable std::mutex m_mutex; // protects everything below
    std::map<quint64, Entry> m_entries;
    std::deque<quint64> m_ended;
    BenchTotals m_totals;
};

} // namespace sockscope
