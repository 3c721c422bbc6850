// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/fragmentmodel.h"

#include "app/text/payloadtext.h"
#include "ui/models/figures.h"
#include "ui/models/framelogtext.h"
#include "ui/theme/theme.h"

#include <algorithm>

namespace sockscope {

namespace {

const QString Dash = QStringLiteral("–");

QColor colourOf(const MessageRows::Row &row, FragmentModel::Column column)
{
    const Theme &theme = Theme::current();
    if (row.record.violation)
        return theme.error;
    if (!row.isFragment())
        return theme.muted;
    return column == FragmentModel::Column::Opcode ? theme.rowColor(row.record) : theme.text;
}

} // namespace

void FragmentModel::setMessage(const MessageRows &message)
{
    beginResetModel();
    m_message = message;
    endResetModel();
}

int FragmentModel::rowOf(quint64 number) const
{
    const auto found = std::ranges::lower_bound(m_message.rows, number, {}, &MessageRows::Row::number);
    const bool isThere = found != m_message.rows.end() && found->number == number;
    return isThere ? int(found - m_message.rows.begin()) : -1;
}

int FragmentModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_message.rows.size());
}

int FragmentModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FragmentModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), column);
    case Qt::ForegroundRole:
        return colourOf(m_message.rows[size_t(index.row())], column);
    case Qt::FontRole:
        return fixedFont();
    case Qt::TextAlignmentRole:
        return int(cellAlignment(column != Column::Opcode));
    case Qt::ToolTipRole:
        return m_message.rows[size_t(index.row())].isFragment()
            ? QVariant()
            : tr("Control frames may come between the fragments of a message (RFC 6455 5.4)");
    default:
        return {};
    }
}

QString FragmentModel::text(int row, Column column) const
{
    const MessageRows::Row &shown = m_message.rows[size_t(row)];
    const FrameRecord &record = shown.record;
    switch (column) {
    case Column::Fragment:
        return shown.isFragment() ? grouped(record.fragment) : Dash;
    case Column::Row:
        return grouped(shown.number);
    case Column::Delta:
        return row == 0 ? Dash
                        : millisecondsText(record.timeNs - m_message.rows[size_t(row) - 1].record.timeNs);
    case Column::Opcode:
        return opcodeText(record);
    case Column::Fin:
        return finText(record);
    case Column::Length:
        return formatBytes(record.length);
    case Column::Reads:
        return record.direction == ws::Direction::Received ? grouped(record.reads) : Dash;
    }
    return {};
}

QVariant FragmentModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(cellAlignment(Column(section) != Column::Opcode));
    const std::array<QString, ColumnCount> names{
        tr("fragment"), tr("row"), tr("Δ ms"), tr("opcode"), tr("fin"), tr("length"), tr("TCP reads")};
    return role == Qt::DisplayRole ? QVariant(names[size_t(section)]) : QVariant();
}

} // namespace sockscope
