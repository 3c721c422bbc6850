// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QMutex>

namespace sockscope {

/// How often each fault has been applied. The I/O thread counts, any thread may read.
class FaultTally
{
public:
    static constexpr quint64 Server = 0; ///< the connection number of the server's own list of faults

    /// A list of @p faults is set for @p connection, or for Server: its counts begin anew.
    void reset(quint64 connection, qsizetype faults)
    {
        const QMutexLocker lock(&m_mutex);
        m_counts.insert(connection, QList<quint64>(faults, 0));
    }
    void remove(quint64 connection)
    {
        const QMutexLocker lock(&m_mutex);
        m_counts.remove(connection);
    }
    void add(quint64 connection, qsizetype fault)
    {
        const QMutexLocker lock(&m_mutex);
        const auto counts = m_counts.find(connection);
        if (counts != m_counts.end() && fault < counts->size())
            ++(*counts)[fault];
    }
    /// One for each fault of the list that was set for @p connection; empty when there is none.
    QList<quint64> counts(quint64 connection) const
    {
        const QMutexLocker lock(&m_mutex);
        return m_counts.value(connection);
    }

private:
    mutable QMutex m_mutex; // m_counts
    QHash<quint64, QList<quint64>> m_counts;
};

} // namespace sockscope
