// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hostaddresses.h"

#include <QHostAddress>
#include <QNetworkInterface>

namespace sockscope {

QStringList machineAddresses()
{
    QStringList addresses;
    for (const QNetworkInterface &interface : QNetworkInterface::allInterfaces()) {
        const auto flags = interface.flags();
        if (!flags.testFlag(QNetworkInterface::IsUp) || flags.testFlag(QNetworkInterface::IsLoopBack))
            continue;
        for (const QNetworkAddressEntry &entry : interface.addressEntries())
            if (entry.ip().protocol() == QAbstractSocket::IPv4Protocol)
                addresses.append(entry.ip().toString());
    }
    addresses.append(QHostAddress(QHostAddress::LocalHost).toString());
    return addresses;
}

bool isWildcard(const QString &host)
{
    const QHostAddress address(host);
    return address == QHostAddress(QHostAddress::AnyIPv4) || address == QHostAddress(QHostAddress::AnyIPv6);
}

bool isLoopback(const QString &host)
{
    return host == u"localhost" || QHostAddress(host).isLoopback();
}

QString deviceUrl(const QString &host, quint16 port, bool isTls)
{
    const QString shown = host.contains(u':') ? u'[' + host + u']' : host;
    return QStringLiteral("%1://%2:%3/")
        .arg(isTls ? QStringLiteral("wss") : QStringLiteral("ws"), shown)
        .arg(port);
}

QStringList deviceUrls(const ListenInfo &info)
{
    if (!isWildcard(info.host))
        return {info.url};
    QStringList urls;
    for (const QString &address : machineAddresses())
        urls.append(deviceUrl(address, info.port, info.isTls));
    return urls;
}

} // namespace sockscope
