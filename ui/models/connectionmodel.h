// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/connectionstats.h"

#include <QAbstractTableModel>
#include <QDateTime>

namespace sockscope {

/// The bench's connections in order of number, fed with snapshots. Gives facts; colours are the delegate's.
class ConnectionModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        DeviceColumn,
        PathColumn,
        FramesColumn,
        RttColumn,
        NumberColumn,
        PeerColumn,
        SubprotocolColumn,
        StateColumn,
        BytesInColumn,
        BytesOutColumn,
        FramesInColumn,
        FramesOutColumn,
        SinceColumn,
        CloseCodeColumn,
        ReasonColumn,
        TlsColumn,
        ColumnCount,
    };
    Q_ENUM(Column)

    enum Role {
        NumberRole = Qt::UserRole,
        SortRole, ///< a number or string that sorts as the column should
        HealthRole, ///< Health
    };

    /// What the state dot says.
    enum class Health { Connecting, Good, Troubled, Ended, Failed };
    Q_ENUM(Health)

    /// @p startedAt is the wall-clock time of CaptureStore time 0.
    explicit ConnectionModel(const QDateTime &startedAt, QObject *parent = nullptr);

    /// Takes over @p snapshot, which is in order of number, by inserting, removing and changing rows.
    void update(const QList<ConnectionStats> &snapshot);
    const QList<ConnectionStats> &connections() const { return m_connections; }
    const ConnectionStats *find(quint64 number) const;
    int rowOf(quint64 number) const; ///< -1 if it is not there
    int openCount() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    static bool isNumeric(int column);
    static Health health(const ConnectionStats &connection);

private:
    void removeMissing(const QList<ConnectionStats> &snapshot);
    QVariant text(const ConnectionStats &connection, int column) const;
    QVariant sortValue(const ConnectionStats &connection, int column) const;

    QDateTime m_startedAt;
    QList<ConnectionStats> m_connections;
};

/// "open", "closed", ...
QString connectionStateName(ConnectionState state);

} // namespace sockscope
