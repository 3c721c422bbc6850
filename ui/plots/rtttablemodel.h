// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/measurements.h"

#include <QAbstractTableModel>

namespace sockscope {

/// Round trips of each connection in figures; the legend of the plot above it.
class RttTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column : quint8 { Device, Last, Min, Median, P95, Max, Lost };
    Q_ENUM(Column)
    static constexpr int ColumnCount = int(Column::Lost) + 1;

    struct Row
    {
        quint64 connection = 0;
        QString device;
        RttSummary summary;
        quint64 lost = 0;

        bool operator==(const Row &other) const;
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Changes nothing when nothing has changed.
    void setRows(const QList<Row> &rows);
    quint64 connectionAt(int row) const { return m_rows[row].connection; }
    int rowOf(quint64 connection) const; ///< -1 when it has none

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<Row> m_rows;
};

} // namespace sockscope
