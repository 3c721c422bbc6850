// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/net/socketend.h"

#include <QNetworkInterface>

namespace ws {

namespace {

// A zone is written as a name, or as a number where the system has none (RFC 4007 11.2).
quint32 zoneNumber(const QString &zone)
{
    bool isNumber = false;
    const quint32 number = zone.toUInt(&isNumber);
    return isNumber || zone.isEmpty() ? number : quint32(QNetworkInterface::interfaceIndexFromName(zone));
}

QString zoneName(quint32 number)
{
    const QString name = QNetworkInterface::interfaceNameFromIndex(int(number));
    return name.isEmpty() ? QString::number(number) : name;
}

} // namespace

SocketEnd::SocketEnd(const QHostAddress &address, quint16 port)
    : SocketEnd(address.toIPv6Address(), zoneNumber(address.scopeId()), port)
{ }

SocketEnd::SocketEnd(const Q_IPV6ADDR &address, quint32 zone, quint16 port)
    : m_address(address), m_zone(zone), m_port(port)
{ }

QString SocketEnd::address() const
{
    if (m_port == 0)
        return {};
    QHostAddress address(m_address);
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    if (isIpv4)
        return QHostAddress(ipv4).toString();
    if (m_zone != 0)
        address.setScopeId(zoneName(m_zone));
    return address.toString();
}

} // namespace ws
