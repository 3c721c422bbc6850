// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/clientstats.h"

#include <QList>

#include <deque>
#include <map>
#include <mutex>

namespace sockscope {

/// What a ClientPool's clients do, written in their thread, read as values from any other.
class ClientBoard
{
public:
    static constexpr size_t MaxLines = 1000; ///< of a client's transcript; the oldest go first

    /// The clients there are, in this order; what is known of others is forgotten.
    void arrange(const QList<ClientEntry> &entries);
    void update(const ClientStats &stats); ///< of one that is there
    void append(quint64 client, const TranscriptLine &line);

    QList<ClientStats> clients() const;
    std::optional<ClientStats> find(quint64 client) const;
    QList<TranscriptLine> transcript(quint64 client, quint64 *from) const;

private:
    struct Entry
    {
        ClientStats stats;
        std::deque<TranscriptLine> lines;
        quint64 firstLine = 0; // number of lines.front()
    };

    mutable std::mutex m_mutex; // protects everything below
    QList<quint64> m_order;
    std::map<quint64, Entry> m_entries;
    quint64 m_revision = 0;
};

} // namespace sockscope
