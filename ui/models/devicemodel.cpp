// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/devicemodel.h"

#include "app/devices/devicelabel.h"
#include "app/devices/devicewords.h"
#include "app/text/durations.h"
#include "ui/models/figures.h"
#include "ui/theme/theme.h"

#include <algorithm>

namespace sockscope {

namespace {

using Column = DeviceModel::Column;
using Row = DeviceModel::Row;

QString timeText(qint64 nanoseconds)
{
    return nanoseconds < 0 ? QStringLiteral("–") : shortDuration(nanoseconds);
}

QString cellText(const Row &row, Column column)
{
    const DeviceReport &report = row.report;
    switch (column) {
    case Column::Device:
        return row.device.name;
    case Column::Opened:
        return QStringLiteral("%1/%2").arg(report.opened).arg(report.attempts);
    case Column::Uptime:
        return QStringLiteral("%1 %").arg(report.uptime * 100, 0, 'f', report.uptime < 0.0995 ? 1 : 0);
    case Column::Gap:
        return timeText(report.waits.last);
    case Column::Interval:
        return timeText(report.intervals.median);
    case Column::Shortest:
        return timeText(report.intervals.min);
    case Column::Longest:
        return timeText(report.intervals.max);
    case Column::Backoff:
        return backoffVerdict(report.pattern);
    case Column::Detection:
        return timeText(report.detection.median);
    }
    return {};
}

QVariant cellColour(const Row &row, Column column)
{
    const Theme &theme = Theme::current();
    if (column == Column::Device)
        return theme.seriesColor(row.device.sessions.constLast().connection);
    if (column != Column::Backoff)
        return {};
    switch (stormRiskOf(row.report.pattern)) {
    case StormRisk::Unknown:
        return theme.muted;
    case StormRisk::None:
        return {};
    case StormRisk::Herd:
        return theme.close;
    case StormRisk::Storm:
        break;
    }
    return theme.error;
}

QString headerText(Column column)
{
    switch (column) {
    case Column::Device:
        return QObject::tr("device");
    case Column::Opened:
        return QObject::tr("opened");
    case Column::Uptime:
        return QObject::tr("up");
    case Column::Gap:
        return QObject::tr("gap");
    case Column::Interval:
        return QObject::tr("every");
    case Column::Shortest:
        return QObject::tr("min");
    case Column::Longest:
        return QObject::tr("max");
    case Column::Backoff:
        return QObject::tr("backoff");
    case Column::Detection:
        return QObject::tr("detects");
    }
    return {};
}

QString headerToolTip(Column column)
{
    switch (column) {
    case Column::Device:
        return QObject::tr("By the rule above, or the name you give it (F2)");
    case Column::Opened:
        return QObject::tr("Connections that opened, of all attempts, refused and failed ones included");
    case Column::Uptime:
        return QObject::tr("Share of the time since its first attempt in which it was connected");
    case Column::Gap:
        return QObject::tr("The last wait, from the end of one attempt to the next");
    case Column::Interval:
        return QObject::tr("Median time from one attempt to the next");
    case Column::Shortest:
        return QObject::tr("Shortest time from one attempt to the next");
    case Column::Longest:
        return QObject::tr("Longest time from one attempt to the next");
    case Column::Backoff:
        return QObject::tr(
            "By how much its waits grow while it fails, up to which, and whether chance has a part "
            "in them (RFC 6455 7.2.3)");
    case Column::Detection:
        return QObject::tr("Median time until it noticed a link that the bench had made dead");
    }
    return {};
}

QVariant alignmentOf(Column column)
{
    return QVariant::fromValue(cellAlignment(column != Column::Device));
}

} // namespace

void DeviceModel::setRows(const QList<Row> &rows)
{
    const auto isSame = [](const Row &a, const Row &b) { return a.device.key == b.device.key; };
    if (!std::equal(rows.cbegin(), rows.cend(), m_rows.cbegin(), m_rows.cend(), isSame)) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
    } else if (!rows.isEmpty()) {
        m_rows = rows;
        emit dataChanged(index(0, 0), index(int(rows.size()) - 1, ColumnCount - 1));
    }
}

int DeviceModel::rowOf(const QString &key) const
{
    const auto found = std::ranges::find_if(m_rows, [&key](const Row &row) { return row.device.key == key; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

int DeviceModel::rowOfConnection(quint64 connection) const
{
    const auto has = [connection](const Row &row) {
        return std::ranges::binary_search(row.device.sessions, connection, {}, &DeviceSession::connection);
    };
    const auto found = std::ranges::find_if(m_rows, has);
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

int DeviceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int DeviceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DeviceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[index.row()];
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cellText(row, column);
    case Qt::EditRole:
        return column == Column::Device ? row.device.name : QVariant();
    case Qt::ForegroundRole:
        return cellColour(row, column);
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    default:
        return {};
    }
}

QVariant DeviceModel::headerData(int section, Qt::Orientation orientation, int role) const
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

Qt::ItemFlags DeviceModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags usual = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == int(Column::Device) ? usual | Qt::ItemIsEditable : usual;
}

bool DeviceModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::EditRole
        || index.column() != int(Column::Device))
        return false;
    const Device &device = m_rows[index.row()].device;
    const QString name = printableLabel(value.toString());
    if (name == device.name)
        return false;
    emit renamed(device.key, name == device.ruleName ? QString() : name);
    return true;
}

} // namespace sockscope
