// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/clientboard.h"

#include <algorithm>

namespace sockscope {

void ClientBoard::arrange(const QList<ClientEntry> &entries)
{
    const std::lock_guard lock(m_mutex);
    m_order.clear();
    for (const auto &[number, settings] : entries) {
        m_order.append(number);
        ClientStats &stats = m_entries[number].stats;
        stats.number = number;
        if (stats.state != ClientState::Closed)
            continue; // it keeps what it is connected with
        stats.kind = settings.kind;
        stats.url = settings.url;
        stats.revision = ++m_revision;
    }
    std::erase_if(m_entries, [&](const auto &entry) { return !m_order.contains(entry.first); });
}

void ClientBoard::update(const ClientStats &stats)
{
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_entries.find(stats.number); found != m_entries.end()) {
        found->second.stats = stats;
        found->second.stats.revision = ++m_revision;
    }
}

void ClientBoard::append(quint64 client, const TranscriptLine &line)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_entries.find(client);
    if (found == m_entries.end())
        return;
    Entry &entry = found->second;
    entry.lines.push_back(line);
    if (entry.lines.size() > MaxLines) {
        entry.lines.pop_front();
        ++entry.firstLine;
    }
}

QList<ClientStats> ClientBoard::clients() const
{
    const std::lock_guard lock(m_mutex);
    QList<ClientStats> all;
    for (const quint64 number : m_order)
        all.append(m_entries.at(number).stats);
    return all;
}

std::optional<ClientStats> ClientBoard::find(quint64 client) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_entries.find(client);
    return found == m_entries.end() ? std::nullopt : std::optional(found->second.stats);
}

QList<TranscriptLine> ClientBoard::transcript(quint64 client, quint64 *from) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_entries.find(client);
    if (found == m_entries.end())
        return {};
    const Entry &entry = found->second;
    const quint64 end = entry.firstLine + entry.lines.size();
    *from = std::clamp(*from, entry.firstLine, end);
    QList<TranscriptLine> lines;
    for (; *from < end; ++*from)
        lines.append(entry.lines[*from - entry.firstLine]);
    return lines;
}

QString clientStateName(ClientState state)
{
    switch (state) {
    case ClientState::Closed:
        break;
    case ClientState::Waiting:
        return QStringLiteral("waiting");
    case ClientState::Connecting:
        return QStringLiteral("connecting");
    case ClientState::Open:
        return QStringLiteral("open");
    case ClientState::Closing:
        return QStringLiteral("closing");
    }
    return QStringLiteral("closed");
}

} // namespace sockscope
