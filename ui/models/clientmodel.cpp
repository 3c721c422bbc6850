// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/clientmodel.h"

#include "app/text/payloadtext.h"
#include "ui/models/figures.h"

#include <algorithm>

namespace sockscope {

namespace {

// The host and what follows it: the scheme is the same for nearly all.
QString addressText(const QString &url)
{
    const qsizetype scheme = url.indexOf(QLatin1StringView("://"));
    return scheme < 0 ? url : url.mid(scheme + 3);
}

bool isNumeric(int column)
{
    return column == ClientModel::FramesColumn || column == ClientModel::RttColumn;
}

} // namespace

void ClientModel::update(const QList<ClientStats> &clients)
{
    const bool sameRows = std::equal(clients.begin(), clients.end(), m_clients.begin(), m_clients.end(),
        [](const ClientStats &a, const ClientStats &b) { return a.number == b.number; });
    if (!sameRows) {
        beginResetModel();
        m_clients = clients;
        endResetModel();
        return;
    }
    for (int row = 0; row < int(clients.size()); ++row) {
        if (m_clients[row].revision == clients[row].revision)
            continue;
        m_clients[row] = clients[row];
        emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
}

const ClientStats *ClientModel::find(quint64 number) const
{
    const int row = rowOf(number);
    return row < 0 ? nullptr : &m_clients[row];
}

int ClientModel::rowOf(quint64 number) const
{
    for (int row = 0; row < int(m_clients.size()); ++row)
        if (m_clients[row].number == number)
            return row;
    return -1;
}

quint64 ClientModel::numberAt(int row) const
{
    return row >= 0 && row < m_clients.size() ? m_clients[row].number : 0;
}

int ClientModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_clients.size());
}

int ClientModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

ClientModel::Health ClientModel::health(const ClientStats &client)
{
    switch (client.state) {
    case ClientState::Closed:
        break;
    case ClientState::Waiting:
        return client.error.isEmpty() ? Health::Connecting : Health::Failed;
    case ClientState::Connecting:
    case ClientState::Closing:
        return Health::Connecting;
    case ClientState::Open:
        return Health::Open;
    }
    return client.error.isEmpty() ? Health::Closed : Health::Failed;
}

QVariant ClientModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ClientStats &client = m_clients[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(client, index.column());
    case Qt::TextAlignmentRole:
        return int(cellAlignment(isNumeric(index.column())));
    case NumberRole:
        return client.number;
    case HealthRole:
        return QVariant::fromValue(health(client));
    default:
        return {};
    }
}

QString ClientModel::text(const ClientStats &client, int column) const
{
    switch (column) {
    case NumberColumn:
        return QString::number(client.number);
    case AddressColumn:
        return client.url.isEmpty() ? tr("no address yet") : addressText(client.url);
    case KindColumn:
        return client.kind == ClientKind::Raw ? tr("raw") : tr("Qt");
    case FramesColumn:
        return grouped(client.traffic.framesSent + client.traffic.framesReceived);
    default:
        return formatRtt(client.traffic.lastRttNs);
    }
}

QVariant ClientModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(cellAlignment(isNumeric(section)));
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[ColumnCount] = {tr("no."), tr("address"), tr("kind"), tr("frames"), tr("RTT")};
    return titles[section];
}

QString clientWords(const ClientStats &client)
{
    QString words = clientStateName(client.state);
    if (client.state == ClientState::Open && !client.subprotocol.isEmpty())
        words += QStringLiteral(", %1").arg(textPreview(client.subprotocol.toUtf8()));
    const bool hasEnded = client.state == ClientState::Closed || client.state == ClientState::Waiting;
    if (hasEnded && client.closeCode != 0 && client.error.isEmpty())
        words += QStringLiteral(" with %1 ").arg(client.closeCode) + textPreview(client.closeReason.toUtf8());
    if (!client.error.isEmpty())
        words += QStringLiteral(": %1").arg(textPreview(client.error.toUtf8()));
    return words.trimmed();
}

} // namespace sockscope
