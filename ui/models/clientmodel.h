// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/clientstats.h"

#include <QAbstractTableModel>

namespace sockscope {

/// The clients of a pool in the order of their list, fed with snapshots. Gives facts; colours are the
/// delegate's.
class ClientModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NumberColumn, AddressColumn, KindColumn, FramesColumn, RttColumn, ColumnCount };
    Q_ENUM(Column)

    enum Role {
        NumberRole = Qt::UserRole,
        HealthRole, ///< Health
    };

    /// What the state dot says.
    enum class Health { Closed, Connecting, Open, Failed };
    Q_ENUM(Health)

    using QAbstractTableModel::QAbstractTableModel;

    void update(const QList<ClientStats> &clients);
    const ClientStats *find(quint64 number) const;
    int rowOf(quint64 number) const; ///< -1 if it is not there
    quint64 numberAt(int row) const; ///< 0 for no row

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    static Health health(const ClientStats &client);

private:
    QString text(const ClientStats &client, int column) const;

    QList<ClientStats> m_clients;
};

/// One line of plain words: what state @p client is in, and what went wrong last.
QString clientWords(const ClientStats &client);

} // namespace sockscope
