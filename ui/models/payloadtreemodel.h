// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/decode/payloadtree.h"

#include <QAbstractItemModel>

namespace sockscope {

/// The values of a decoded payload.
class PayloadTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum class Column : quint8 { Name, Value, Type };
    Q_ENUM(Column)
    static constexpr int ColumnCount = int(Column::Type) + 1;

    using QAbstractItemModel::QAbstractItemModel;

    void setTree(PayloadTree tree);
    const PayloadTree &tree() const { return m_tree; }
    QModelIndex indexOf(int node) const; ///< invalid for -1
    static int nodeOf(const QModelIndex &index) { return index.isValid() ? int(index.internalId()) : -1; }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString textOf(int node, Column column) const;

    PayloadTree m_tree;
};

} // namespace sockscope
