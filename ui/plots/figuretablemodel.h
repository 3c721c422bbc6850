// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

namespace sockscope {

/// What was measured of each connection in figures; the legend of the plot above it. The first column is the
/// device in its colour.
class FigureTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    struct Column
    {
        QString header;
        QString toolTip;
    };
    struct Row
    {
        quint64 connection = 0;
        QString device;
        QStringList figures; ///< as the columns
        int fault = -1; ///< the figure that tells of something wrong

        bool operator==(const Row &) const = default;
    };

    explicit FigureTableModel(const QList<Column> &figures, QObject *parent = nullptr);

    /// Changes nothing when nothing has changed.
    void setRows(const QList<Row> &rows);
    quint64 connectionAt(int row) const { return m_rows[row].connection; }
    int rowOf(quint64 connection) const; ///< -1 when it has none

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<Column> m_columns;
    QList<Row> m_rows;
};

} // namespace sockscope
