// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/connectiontable.h"

#include "app/devices/devicetable.h"

namespace sockscope {

namespace {

void add(const ConnectionTable::Traffic &traffic, BenchTotals *totals)
{
    for (const FrameCount *count : {&traffic.received, &traffic.sent}) {
        totals->frames += count->frames();
        totals->bytes += count->bytes();
        totals->messages += count->messages();
    }
}

} // namespace

ConnectionTable::ConnectionTable() : m_devices(std::make_unique<DeviceTable>())
{ }

ConnectionTable::~ConnectionTable() = default;

ConnectionTable::Traffic *ConnectionTable::traffic(quint64 number)
{
    std::lock_guard lock(m_mutex);
    return &entry(number).traffic;
}

QList<ConnectionStats> ConnectionTable::snapshot() const
{
    std::lock_guard lock(m_mutex);
    QList<ConnectionStats> all;
    all.reserve(qsizetype(m_entries.size()));
    for (const auto &[number, entry] : m_entries)
        all.append(statsOf(entry));
    return all;
}

BenchTotals ConnectionTable::totals() const
{
    std::lock_guard lock(m_mutex);
    BenchTotals totals = m_totals;
    for (const auto &[number, entry] : m_entries)
        add(entry.traffic, &totals);
    return totals;
}

std::optional<ConnectionStats> ConnectionTable::find(quint64 number) const
{
    std::lock_guard lock(m_mutex);
    const auto found = m_entries.find(number);
    if (found == m_entries.end())
        return std::nullopt;
    return statsOf(found->second);
}

void ConnectionTable::markEnded(quint64 number)
{
    std::lock_guard lock(m_mutex);
    m_ended.push_back(number);
    if (m_ended.size() > size_t(MaxEnded)) {
        forget(m_ended.front());
        m_ended.pop_front();
    }
}

void ConnectionTable::setHandshake(quint64 number, ws::Direction direction, const QByteArray &head)
{
    std::lock_guard lock(m_mutex);
    Entry &changed = entry(number);
    (direction == ws::Direction::Received ? changed.request : changed.response) = head;
}

QByteArray ConnectionTable::handshake(quint64 number, ws::Direction direction) const
{
    std::lock_guard lock(m_mutex);
    const auto found = m_entries.find(number);
    if (found == m_entries.end())
        return {};
    return direction == ws::Direction::Received ? found->second.request : found->second.response;
}

void ConnectionTable::clearEnded()
{
    std::lock_guard lock(m_mutex);
    for (const quint64 number : m_ended)
        forget(number);
    m_ended.clear();
}

void ConnectionTable::forget(quint64 number)
{
    const auto found = m_entries.find(number);
    if (found == m_entries.end())
        return;
    add(found->second.traffic, &m_totals);
    m_entries.erase(found);
}

ConnectionStats ConnectionTable::statsOf(const Entry &entry) const
{
    ConnectionStats stats = entry.stats;
    if (const QString device = m_devices->nameOf(stats.number); !device.isEmpty())
        stats.device = device; // else it is one that was summed up, and keeps the name it had
    stats.framesReceived += entry.traffic.received.frames();
    stats.bytesReceived += entry.traffic.received.bytes();
    stats.framesSent += entry.traffic.sent.frames();
    stats.bytesSent += entry.traffic.sent.bytes();
    return stats;
}

ConnectionTable::Entry &ConnectionTable::entry(quint64 number)
{
    Entry &found = m_entries[number];
    found.stats.number = number;
    return found;
}

} // namespace sockscope
