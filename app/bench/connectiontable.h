// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/connectionstats.h"
#include "app/bench/framecount.h"

#include <deque>
#include <map>
#include <memory>
#include <mutex>

namespace sockscope {

class DeviceTable;

/// All connections of a bench, written in the I/O thread, read as snapshots from any other. Ended connections
/// beyond MaxEnded are forgotten, oldest first.
class ConnectionTable
{
public:
    static constexpr int MaxEnded = 1000;

    ConnectionTable();
    ~ConnectionTable();
    Q_DISABLE_COPY_MOVE(ConnectionTable)

    /// Frames of one connection, by direction; snapshots include them.
    struct Traffic
    {
        FrameCount received;
        FrameCount sent;
    };
    /// For the I/O thread to count in, until it marks the connection as ended.
    Traffic *traffic(quint64 number);

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

    /// The devices that the connections are of; they give snapshots their names.
    DeviceTable &devices() { return *m_devices; }
    const DeviceTable &devices() const { return *m_devices; }

private:
    struct Entry
    {
        ConnectionStats stats;
        Traffic traffic;
        QByteArray request;
        QByteArray response;
    };
    Entry &entry(quint64 number);
    ConnectionStats statsOf(const Entry &entry) const;
    void forget(quint64 number);

    const std::unique_ptr<DeviceTable> m_devices;
    mutable std::mutex m_mutex; // protects everything below
    std::map<quint64, Entry> m_entries;
    std::deque<quint64> m_ended;
    BenchTotals m_totals; // but for the traffic of connections that are in m_entries
};

} // namespace sockscope
