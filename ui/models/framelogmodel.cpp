// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/framelogmodel.h"

#include "app/text/payloadtext.h"
#include "ui/models/figures.h"
#include "ui/models/framelogcolumns.h"
#include "ui/models/framelogtext.h"

#include <QStringList>

#include <algorithm>

namespace sockscope {

namespace {

constexpr qsizetype FramePreviewBytes = 1024;
constexpr qsizetype HandshakePreviewBytes = 16 * 1024; // its preview names headers anywhere in the head

} // namespace

FrameLogModel::FrameLogModel(const CaptureStore *capture, const ConnectionTable *connections, QObject *parent)
    : QAbstractTableModel(parent), m_capture(capture), m_connections(connections), m_facts(connections)
{
    const quint64 first = capture->rows().first;
    m_seen = {first, first};
}

void FrameLogModel::refresh()
{
    m_fetched = {}; // names of devices change with their handshake
    const RowRange rows = m_capture->rows();
    dropOld(rows.first);
    if (m_scan) {
        m_scan->scanTo(rows.end);
        takeMatches();
    } else {
        appendNew(rows.end);
    }
}

void FrameLogModel::dropOld(quint64 first)
{
    if (first <= m_seen.first)
        return;
    const auto dropped =
        m_scan ? m_passed.lowerBound(first) : qsizetype(std::min(first, m_seen.end) - m_seen.first);
    if (dropped > 0)
        beginRemoveRows({}, 0, int(dropped) - 1);
    if (m_scan)
        m_passed.drop(dropped);
    m_seen = {first, std::max(first, m_seen.end)};
    if (dropped > 0)
        endRemoveRows();
}

void FrameLogModel::appendNew(quint64 end)
{
    if (end <= m_seen.end)
        return;
    const int shown = rowCount();
    beginInsertRows({}, shown, shown + int(end - m_seen.end) - 1);
    m_seen.end = end;
    endInsertRows();
}

void FrameLogModel::takeMatches()
{
    if (!m_scan)
        return; // a scan that has ended since told of them
    m_seen.end = std::max(m_seen.first, m_scan->lookedAt());
    m_scan->receive(&m_passed);
    const int shown = rowCount();
    const auto found = int(m_passed.pending(m_seen.first));
    if (found == 0)
        return;
    beginInsertRows({}, shown, shown + found - 1);
    m_passed.show();
    endInsertRows();
}

bool FrameLogModel::setFilter(const LogFilter &filter)
{
    if (filter == m_filter)
        return true;
    auto compiled = Filter::compile(filter.text(), &m_facts);
    if (std::holds_alternative<FilterError>(compiled))
        return false;
    beginResetModel();
    m_filter = filter;
    m_passed = {};
    m_fetched = {};
    m_scan.reset();
    const RowRange rows = m_capture->rows();
    m_seen = {rows.first, rows.first};
    if (const Filter &test = std::get<Filter>(compiled); !test.passesAll()) {
        m_scan = std::make_unique<FilterScan>(m_capture, test);
        connect(m_scan.get(), &FilterScan::progressed, this, &FrameLogModel::takeMatches);
        m_scan->scanTo(rows.end);
        m_scan->waitFor(FirstGlance);
    }
    endResetModel();
    if (m_scan)
        takeMatches();
    return true;
}

quint64 FrameLogModel::unseenRows() const
{
    const quint64 end = m_capture->rows().end;
    return end > m_seen.end ? end - m_seen.end : 0;
}

quint64 FrameLogModel::rowNumber(int row) const
{
    return m_scan ? m_passed.at(row) : m_seen.first + quint64(row);
}

int FrameLogModel::rowOf(quint64 number) const
{
    if (!m_scan)
        return number >= m_seen.first && number < m_seen.end ? int(number - m_seen.first) : -1;
    const qsizetype row = m_passed.lowerBound(number);
    return row < m_passed.size() && m_passed.at(row) == number ? int(row) : -1;
}

const FrameLogModel::Fetched &FrameLogModel::fetch(int row) const
{
    const quint64 number = rowNumber(row);
    if (m_fetched.number == number)
        return m_fetched;
    m_fetched = {number, false, {}, {}, 0};
    m_fetched.held = m_capture->read(number, &m_fetched.record);
    if (m_fetched.held) {
        const auto connection = m_connections->find(m_fetched.record.connection);
        m_fetched.device = deviceText(connection, m_fetched.record.connection);
        m_fetched.acceptedNs = connection ? connection->acceptedNs : 0;
    }
    return m_fetched;
}

std::optional<FrameRecord> FrameLogModel::record(int row) const
{
    const Fetched &fetched = fetch(row);
    return fetched.held ? std::optional(fetched.record) : std::nullopt;
}

QString FrameLogModel::lineText(int row) const
{
    QStringList cells;
    for (int column = 0; column < ColumnCount; ++column)
        cells.append(text(row, Column(column)));
    return cells.join(u'\t');
}

int FrameLogModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return m_scan ? int(m_passed.size()) : int(m_seen.size());
}

int FrameLogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FrameLogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(logColumnAlignment(column));
    case Qt::ToolTipRole: // never words of a peer: a tool tip may be taken for rich text
        return violationText(fetch(index.row()).record);
    case Qt::AccessibleTextRole:
        return column == Column::Direction ? directionWords(fetch(index.row()).record)
                                           : text(index.row(), column);
    case Qt::AccessibleDescriptionRole:
        return violationText(fetch(index.row()).record);
    default:
        return {};
    }
}

QVariant FrameLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const auto column = Column(section);
    switch (role) {
    case Qt::DisplayRole:
        return logColumnTitle(column, m_timeFormat);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(logColumnAlignment(column));
    case Qt::ToolTipRole:
        return logColumnToolTip(column);
    case Qt::AccessibleTextRole:
        return column == Column::Direction ? QObject::tr("direction") : logColumnTitle(column, m_timeFormat);
    default:
        return {};
    }
}

QString FrameLogModel::text(int row, Column column) const
{
    const Fetched &fetched = fetch(row);
    const FrameRecord &record = fetched.record;
    if (!fetched.held)
        return column == Column::Payload ? QObject::tr("no longer in the log") : QString();
    switch (column) {
    case Column::Time:
        return timeText(fetched);
    case Column::Delta:
        return deltaText(row, record);
    case Column::Device:
        return fetched.device;
    case Column::Direction:
        return directionText(record);
    case Column::Opcode:
        return opcodeText(record);
    case Column::Fin:
        return finText(record);
    case Column::Rsv:
        return rsvText(record);
    case Column::Mask:
        return maskText(record);
    case Column::Length:
        return record.kind == RowKind::Event ? QString() : formatBytes(record.length);
    case Column::Payload:
        return rowPreview(record,
            m_capture->content(fetched.number,
                record.kind == RowKind::Handshake ? HandshakePreviewBytes : FramePreviewBytes));
    }
    return {};
}

QString FrameLogModel::timeText(const Fetched &fetched) const
{
    const qint64 timeNs = fetched.record.timeNs;
    switch (m_timeFormat) {
    case TimeFormat::SinceStart:
        break;
    case TimeFormat::Clock:
        return clockText(m_capture->startedAt(), timeNs);
    case TimeFormat::SinceConnection:
        return fetched.record.connection == 0 ? QStringLiteral("–")
                                              : secondsText(timeNs - fetched.acceptedNs);
    }
    return secondsText(timeNs);
}

void FrameLogModel::setTimeFormat(TimeFormat format)
{
    m_timeFormat = format;
    emit headerDataChanged(Qt::Horizontal, int(Column::Time), int(Column::Time));
    if (const int rows = rowCount(); rows > 0)
        emit dataChanged(index(0, int(Column::Time)), index(rows - 1, int(Column::Time)));
}

QString FrameLogModel::deltaText(int row, const FrameRecord &record) const
{
    FrameRecord above;
    if (row == 0 || !m_capture->read(rowNumber(row - 1), &above))
        return QStringLiteral("–");
    return millisecondsText(record.timeNs - above.timeNs);
}

} // namespace sockscope
