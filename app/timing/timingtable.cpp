// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timing/timingtable.h"

#include <utility>

namespace sockscope {

std::shared_ptr<const TimingFigures> TimingTable::all() const
{
    std::lock_guard lock(m_mutex);
    return m_all;
}

std::shared_ptr<const TimingFigures> TimingTable::of(quint64 connection) const
{
    std::lock_guard lock(m_mutex);
    const auto found = m_own.find(connection);
    return found == m_own.end() ? nullptr : found->second;
}

QList<quint64> TimingTable::connections() const
{
    std::lock_guard lock(m_mutex);
    QList<quint64> numbers;
    for (const auto &[connection, figures] : m_own)
        numbers.append(connection);
    return numbers;
}

void TimingTable::clear()
{
    std::lock_guard lock(m_mutex);
    m_all = std::make_shared<TimingFigures>();
    m_own.clear();
    m_ended.clear();
    m_isRefusing = false;
    ++m_generation;
}

TimingTable::Share TimingTable::join(quint64 connection)
{
    std::lock_guard lock(m_mutex);
    auto found = m_own.find(connection);
    if (found == m_own.end() && m_own.size() >= MaxConnections && !m_ended.empty()) {
        m_own.erase(m_ended.front());
        m_ended.pop_front();
    }
    if (found == m_own.end() && m_own.size() < MaxConnections)
        found = m_own.emplace(connection, std::make_shared<TimingFigures>()).first;
    m_isRefusing |= found == m_own.end();
    return {m_all, found == m_own.end() ? nullptr : found->second};
}

void TimingTable::markEnded(quint64 connection)
{
    std::lock_guard lock(m_mutex);
    if (!m_own.contains(connection))
        return;
    m_ended.push_back(connection);
    if (std::exchange(m_isRefusing, false))
        ++m_generation; // one of those that were refused finds room now
}

} // namespace sockscope
