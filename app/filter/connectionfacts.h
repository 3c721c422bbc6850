// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace sockscope {

class ConnectionTable;
class SessionIndex;

/// What a filter can ask of a row's connection; empty where it is not known (yet).
struct ConnectionFacts
{
    QString device;
    QString peer; ///< "192.168.1.33:51022"
    QString path;
    QString subprotocol;
};

/// Who knows the connections. Asked from any thread, not often: once for a few thousand rows.
class ConnectionSource
{
public:
    ConnectionSource() = default;
    virtual ~ConnectionSource() = default;
    Q_DISABLE_COPY_MOVE(ConnectionSource)

    virtual std::optional<ConnectionFacts> facts(quint64 connection) const = 0;
};

/// Those of a running bench. @p table must outlive it.
class LiveConnections : public ConnectionSource
{
public:
    explicit LiveConnections(const ConnectionTable *table) : m_table(table) { }
    std::optional<ConnectionFacts> facts(quint64 connection) const override;

private:
    const ConnectionTable *m_table;
};

/// Those of a log, from its own rows. @p index must outlive it and not change.
class RecordedConnections : public ConnectionSource
{
public:
    explicit RecordedConnections(const SessionIndex *index) : m_index(index) { }
    std::optional<ConnectionFacts> facts(quint64 connection) const override;

private:
    const SessionIndex *m_index;
};

} // namespace sockscope
