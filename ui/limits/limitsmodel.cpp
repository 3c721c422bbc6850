// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/limitsmodel.h"

#include "ui/theme/theme.h"

namespace sockscope {

LimitsModel::LimitsModel(Width width, QObject *parent)
    : QAbstractTableModel(parent), m_width(width), m_table(limitsTable({}))
{ }

void LimitsModel::setTable(const LimitsTable &table)
{
    const bool sameShape = table.columns == m_table.columns && table.lines.size() == m_table.lines.size();
    if (!sameShape) {
        beginResetModel();
        m_table = table;
        endResetModel();
        return;
    }
    m_table = table;
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int LimitsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_table.lines.size());
}

int LimitsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_table.columns.size());
}

QVariant LimitsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const LimitsLine &line = m_table.lines.at(index.row());
    const QString text = line.cells.value(index.column());
    const bool differs = line.differs.value(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return m_width == Width::Short ? shortCell(line, index.column()) : text;
    case Qt::ToolTipRole:
        return index.column() == 0
            ? QStringLiteral("%1\n%2").arg(text, QLatin1StringView(limitInfo(line.kind).how))
            : text;
    case Qt::FontRole:
        if (differs) {
            QFont font = fixedFont();
            font.setBold(true);
            return font;
        }
        return {};
    case Qt::ForegroundRole:
        return differs ? Theme::current().close : QVariant();
    case Qt::TextAlignmentRole:
        return int((isFigure(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
        return differs ? tr("%1, differs").arg(text) : text;
    case DiffersRole:
        return differs;
    default:
        return {};
    }
}

bool LimitsModel::isFigure(int column) const
{
    return m_width == Width::Short && (column == 1 || column == 2 || column == 4);
}

// Without what the tooltip has: units, that a text is a message, a device's words of how it failed.
QString LimitsModel::shortCell(const LimitsLine &line, int column)
{
    const QString text = line.cells.value(column);
    switch (column) {
    case 0:
        return QString(QLatin1StringView(limitInfo(line.kind).name)).remove(QStringLiteral(" message"));
    case 1:
    case 2:
        return text.section(u' ', 0, 0);
    case 3: // "survived the bound", "closed 1009: too big"
        return text.startsWith(QStringLiteral("survived")) ? tr("survived") : text.section(u':', 0, 0);
    default:
        return text;
    }
}

QString LimitsModel::shortHeading(int column) const
{
    const QStringList headings{tr("Limit"), tr("Worked"), tr("Failed"), tr("How"), tr("Tries")};
    return headings.value(column);
}

QVariant LimitsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const QString heading = m_table.columns.at(section);
    switch (role) {
    case Qt::DisplayRole:
        return m_width == Width::Short ? shortHeading(section)
                                       : QString(heading).replace(QStringLiteral(": "), QStringLiteral("\n"));
    case Qt::ToolTipRole:
        return heading;
    case Qt::TextAlignmentRole:
        return int((isFigure(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

} // namespace sockscope
