// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/connectionmodel.h"

#include "app/text/payloadtext.h"
#include "app/text/tlstext.h"
#include "ui/models/figures.h"

#include <algorithm>
#include <tuple>

namespace sockscope {

namespace {

constexpr qint64 NsPerMs = 1'000'000;

auto facts(const ConnectionStats &c)
{
    return std::tie(c.device, c.peer, c.path, c.subprotocol, c.tls, c.state, c.openedNs, c.endedNs,
        c.framesReceived, c.framesSent, c.bytesReceived, c.bytesSent, c.lastRttNs, c.pingsLost, c.violations,
        c.lastViolation, c.failed, c.closeCode, c.closeReason, c.refusedStatus);
}

bool hasEnded(const ConnectionStats &connection)
{
    return connection.state == ConnectionState::Closed || connection.state == ConnectionState::Refused;
}

bool isBefore(const ConnectionStats &connection, quint64 number)
{
    return connection.number < number;
}

QString closeCodeText(const ConnectionStats &connection)
{
    if (connection.state == ConnectionState::Refused)
        return QStringLiteral("HTTP %1").arg(connection.refusedStatus);
    return connection.closeCode ? QString::number(connection.closeCode) : QString();
}

} // namespace

ConnectionModel::ConnectionModel(const QDateTime &startedAt, QObject *parent)
    : QAbstractTableModel(parent), m_startedAt(startedAt)
{ }

void ConnectionModel::update(const QList<ConnectionStats> &snapshot)
{
    removeMissing(snapshot);
    for (qsizetype row = 0; row < snapshot.size(); ++row) {
        const ConnectionStats &fresh = snapshot[row];
        if (row == m_connections.size() || m_connections[row].number != fresh.number) {
            beginInsertRows({}, int(row), int(row));
            m_connections.insert(row, fresh);
            endInsertRows();
        } else if (facts(m_connections[row]) != facts(fresh)) {
            m_connections[row] = fresh;
            emit dataChanged(index(int(row), 0), index(int(row), ColumnCount - 1));
        }
    }
}

void ConnectionModel::removeMissing(const QList<ConnectionStats> &snapshot)
{
    for (qsizetype row = m_connections.size() - 1; row >= 0; --row) {
        const quint64 number = m_connections[row].number;
        const auto found = std::lower_bound(snapshot.begin(), snapshot.end(), number, isBefore);
        if (found != snapshot.end() && found->number == number)
            continue;
        beginRemoveRows({}, int(row), int(row));
        m_connections.removeAt(row);
        endRemoveRows();
    }
}

const ConnectionStats *ConnectionModel::find(quint64 number) const
{
    const int row = rowOf(number);
    return row < 0 ? nullptr : &m_connections[row];
}

int ConnectionModel::rowOf(quint64 number) const
{
    const auto found = std::lower_bound(m_connections.begin(), m_connections.end(), number, isBefore);
    return found != m_connections.end() && found->number == number ? int(found - m_connections.begin()) : -1;
}

int ConnectionModel::openCount() const
{
    return int(std::count_if(m_connections.begin(), m_connections.end(),
        [](const ConnectionStats &connection) { return !hasEnded(connection); }));
}

int ConnectionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_connections.size());
}

int ConnectionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool ConnectionModel::isNumeric(int column)
{
    switch (column) {
    case FramesColumn:
    case RttColumn:
    case NumberColumn:
    case BytesInColumn:
    case BytesOutColumn:
    case FramesInColumn:
    case FramesOutColumn:
        return true;
    default:
        return false;
    }
}

ConnectionModel::Health ConnectionModel::health(const ConnectionStats &connection)
{
    switch (connection.state) {
    case ConnectionState::Handshaking:
        return Health::Connecting;
    case ConnectionState::Open:
        return connection.violations || connection.pingsLost ? Health::Troubled : Health::Good;
    case ConnectionState::Closing:
        return connection.failed ? Health::Failed : Health::Troubled;
    case ConnectionState::Closed:
        return connection.failed || connection.closeCode == quint16(ws::CloseCode::AbnormalClosure)
            ? Health::Failed
            : Health::Ended;
    case ConnectionState::Refused:
        break;
    }
    return Health::Failed;
}

QVariant ConnectionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ConnectionStats &connection = m_connections[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(connection, index.column());
    case Qt::TextAlignmentRole:
        return int(cellAlignment(isNumeric(index.column())));
    case NumberRole:
        return connection.number;
    case SortRole:
        return sortValue(connection, index.column());
    case HealthRole:
        return QVariant::fromValue(health(connection));
    default:
        return {};
    }
}

QVariant ConnectionModel::text(const ConnectionStats &connection, int column) const
{
    switch (column) {
    case DeviceColumn:
        return connection.device;
    case PathColumn:
        return connection.path;
    case RttColumn:
        return formatRtt(connection.lastRttNs);
    case PeerColumn:
        return connection.peer;
    case SubprotocolColumn:
        return connection.subprotocol;
    case TlsColumn:
        return connection.tls ? tlsSummary(*connection.tls) : QString();
    case StateColumn:
        return connectionStateName(connection.state);
    case BytesInColumn:
        return formatBytes(connection.bytesReceived);
    case BytesOutColumn:
        return formatBytes(connection.bytesSent);
    case SinceColumn:
        return connection.openedNs < 0
            ? QString()
            : m_startedAt.addMSecs(connection.openedNs / NsPerMs).toString(QStringLiteral("HH:mm:ss"));
    case CloseCodeColumn:
        return closeCodeText(connection);
    case ReasonColumn:
        return connection.closeReason;
    default: // plain counts
        return grouped(sortValue(connection, column).toULongLong());
    }
}

QVariant ConnectionModel::sortValue(const ConnectionStats &connection, int column) const
{
    switch (column) {
    case FramesColumn:
        return connection.framesReceived + connection.framesSent;
    case RttColumn:
        return connection.lastRttNs;
    case NumberColumn:
        return connection.number;
    case BytesInColumn:
        return connection.bytesReceived;
    case BytesOutColumn:
        return connection.bytesSent;
    case FramesInColumn:
        return connection.framesReceived;
    case FramesOutColumn:
        return connection.framesSent;
    case SinceColumn:
        return connection.openedNs;
    default:
        return text(connection, column);
    }
}

QVariant ConnectionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(cellAlignment(isNumeric(section)));
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[ColumnCount] = {tr("device"), tr("path"), tr("frames"), tr("RTT"), tr("number"),
        tr("peer"), tr("subprotocol"), tr("state"), tr("bytes in"), tr("bytes out"), tr("frames in"),
        tr("frames out"), tr("connected since"), tr("close code"), tr("reason"), tr("TLS")};
    return titles[section];
}

QString connectionStateName(ConnectionState state)
{
    switch (state) {
    case ConnectionState::Handshaking:
        return ConnectionModel::tr("handshake");
    case ConnectionState::Open:
        return ConnectionModel::tr("open");
    case ConnectionState::Closing:
        return ConnectionModel::tr("closing");
    case ConnectionState::Closed:
        return ConnectionModel::tr("closed");
    case ConnectionState::Refused:
        break;
    }
    return ConnectionModel::tr("refused");
}

} // namespace sockscope
