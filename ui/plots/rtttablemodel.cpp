// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/rtttablemodel.h"

#include "ui/models/figures.h"
#include "ui/theme/theme.h"

#include <algorithm>
#include <tuple>

namespace sockscope {

namespace {

using Column = RttTableModel::Column;

constexpr qint64 NsPerMs = 1'000'000;

QString rttText(qint64 nanoseconds)
{
    if (nanoseconds < 0)
        return QStringLiteral("–");
    if (nanoseconds < NsPerMs) // on one machine or a fast wire
        return QString::number(double(nanoseconds) / NsPerMs, 'f', 2);
    return millisecondsText(nanoseconds);
}

QString cellText(const RttTableModel::Row &row, Column column)
{
    switch (column) {
    case Column::Device:
        return row.device;
    case Column::Last:
        return rttText(row.summary.current);
    case Column::Min:
        return rttText(row.summary.min);
    case Column::Median:
        return rttText(row.summary.median);
    case Column::P95:
        return rttText(row.summary.p95);
    case Column::Max:
        return rttText(row.summary.max);
    case Column::Lost:
        return grouped(row.lost);
    }
    return {};
}

QVariant cellColour(const RttTableModel::Row &row, Column column)
{
    if (column == Column::Device)
        return Theme::current().seriesColor(row.connection);
    if (column == Column::Lost && row.lost > 0)
        return Theme::current().error;
    return {};
}

QString headerText(Column column)
{
    switch (column) {
    case Column::Device:
        return QObject::tr("device");
    case Column::Last:
        return QObject::tr("last");
    case Column::Min:
        return QObject::tr("min");
    case Column::Median:
        return QObject::tr("p50");
    case Column::P95:
        return QObject::tr("p95");
    case Column::Max:
        return QObject::tr("max");
    case Column::Lost:
        return QObject::tr("lost");
    }
    return {};
}

QString headerToolTip(Column column)
{
    switch (column) {
    case Column::Device:
        return {};
    case Column::Median:
        return QObject::tr("Median round trip in milliseconds");
    case Column::P95:
        return QObject::tr("95 of 100 round trips took at most this many milliseconds");
    case Column::Lost:
        return QObject::tr("Pings that were never answered");
    default:
        return QObject::tr("Round trip in milliseconds");
    }
}

QVariant alignmentOf(Column column)
{
    return QVariant::fromValue(
        Qt::AlignVCenter | (column == Column::Device ? Qt::AlignLeft : Qt::AlignRight));
}

} // namespace

bool RttTableModel::Row::operator==(const Row &other) const
{
    const auto facts = [](const Row &row) {
        const RttSummary &rtts = row.summary;
        return std::tie(row.connection, row.device, row.lost, rtts.count, rtts.current, rtts.min, rtts.median,
            rtts.p95, rtts.max);
    };
    return facts(*this) == facts(other);
}

void RttTableModel::setRows(const QList<Row> &rows)
{
    if (rows == m_rows)
        return;
    const auto sameConnection = [](const Row &a, const Row &b) { return a.connection == b.connection; };
    if (std::equal(rows.cbegin(), rows.cend(), m_rows.cbegin(), m_rows.cend(), sameConnection)) {
        m_rows = rows;
        emit dataChanged(index(0, 0), index(int(rows.size()) - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int RttTableModel::rowOf(quint64 connection) const
{
    for (int row = 0; row < int(m_rows.size()); ++row) {
        if (m_rows[row].connection == connection)
            return row;
    }
    return -1;
}

int RttTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int RttTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RttTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[index.row()];
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cellText(row, column);
    case Qt::ForegroundRole:
        return cellColour(row, column);
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    default:
        return {};
    }
}

QVariant RttTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return headerText(Column(section));
    case Qt::TextAlignmentRole:
        return alignmentOf(Column(section));
    case Qt::ToolTipRole:
        return headerToolTip(Column(section));
    default:
        return {};
    }
}

} // namespace sockscope
