// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figuretablemodel.h"

#include "ui/models/figures.h"
#include "ui/theme/theme.h"

#include <algorithm>

namespace sockscope {

namespace {

QVariant alignmentOf(int column)
{
    return QVariant::fromValue(cellAlignment(column != 0));
}

} // namespace

FigureTableModel::FigureTableModel(const QList<Column> &figures, QObject *parent)
    : QAbstractTableModel(parent), m_columns(figures)
{
    m_columns.prepend({tr("device"), tr("In the colour of its curve")});
}

void FigureTableModel::setRows(const QList<Row> &rows)
{
    if (rows == m_rows)
        return;
    const auto sameConnection = [](const Row &a, const Row &b) { return a.connection == b.connection; };
    if (std::equal(rows.cbegin(), rows.cend(), m_rows.cbegin(), m_rows.cend(), sameConnection)) {
        m_rows = rows;
        emit dataChanged(index(0, 0), index(int(rows.size()) - 1, columnCount() - 1));
        return;
    }
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int FigureTableModel::rowOf(quint64 connection) const
{
    for (int row = 0; row < int(m_rows.size()); ++row) {
        if (m_rows[row].connection == connection)
            return row;
    }
    return -1;
}

int FigureTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int FigureTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant FigureTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[index.row()];
    const int figure = index.column() - 1;
    switch (role) {
    case Qt::DisplayRole:
        return figure < 0 ? row.device : row.figures.value(figure);
    case Qt::ForegroundRole:
        if (figure < 0)
            return Theme::current().seriesColor(row.connection);
        return figure == row.fault ? QVariant(Theme::current().error) : QVariant();
    case Qt::TextAlignmentRole:
        return alignmentOf(index.column());
    default:
        return {};
    }
}

QVariant FigureTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return m_columns[section].header;
    case Qt::TextAlignmentRole:
        return alignmentOf(section);
    case Qt::ToolTipRole:
        return m_columns[section].toolTip;
    default:
        return {};
    }
}

} // namespace sockscope
