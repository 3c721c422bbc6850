// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/fieldtablemodel.h"

#include "ui/models/figures.h"
#include "ui/theme/theme.h"

namespace sockscope {

namespace {

using Column = FieldTableModel::Column;

constexpr int Digits = 6;

QString numberText(double number)
{
    return QString::number(number, 'g', Digits);
}

QString cellText(const FieldCurve &curve, Column column)
{
    const DecimatedSeries &series = curve.series;
    if (column == Column::Field)
        return QStringLiteral("%1 · %2").arg(curve.name, curve.device);
    if (column == Column::Count)
        return grouped(series.count());
    if (series.isEmpty())
        return QStringLiteral("–");
    switch (column) {
    case Column::Last:
        return numberText(series.last());
    case Column::Min:
        return numberText(series.min());
    case Column::Mean:
        return numberText(series.mean());
    default:
        return numberText(series.max());
    }
}

QString headerText(Column column)
{
    switch (column) {
    case Column::Field:
        return QObject::tr("field");
    case Column::Last:
        return QObject::tr("last");
    case Column::Min:
        return QObject::tr("min");
    case Column::Mean:
        return QObject::tr("mean");
    case Column::Max:
        return QObject::tr("max");
    case Column::Count:
        return QObject::tr("values");
    }
    return {};
}

QVariant alignmentOf(int column)
{
    return QVariant::fromValue(cellAlignment(Column(column) != Column::Field));
}

} // namespace

void FieldTableModel::refresh()
{
    const auto rows = int(m_curves->size());
    if (rows != m_rows) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
    } else if (rows > 0) {
        emit dataChanged(index(0, 0), index(rows - 1, ColumnCount - 1));
    }
}

int FieldTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int FieldTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FieldTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || index.row() >= int(m_curves->size()))
        return {};
    const FieldCurve &curve = (*m_curves)[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return cellText(curve, Column(index.column()));
    case Qt::ForegroundRole:
        return Column(index.column()) == Column::Field ? Theme::current().seriesColor(curve.colour)
                                                       : QVariant();
    case Qt::TextAlignmentRole:
        return alignmentOf(index.column());
    default:
        return {};
    }
}

QVariant FieldTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    return role == Qt::DisplayRole ? headerText(Column(section)) : QVariant();
}

} // namespace sockscope
