// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/deviceurls.h"

#include <QHostAddress>
#include <QNetworkInterface>

namespace sockscope {

QStringList deviceUrls(const ListenInfo &info)
{
    const QHostAddress host(info.host);
    if (host != QHostAddress(QHostAddress::AnyIPv4) && host != QHostAddress(QHostAddress::AnyIPv6))
        return {info.url};
    QStringList urls;
    for (const QHostAddress &address : QNetworkInterface::allAddresses()) {
        if (address.protocol() == QAbstractSocket::IPv4Protocol && !address.isLoopback())
            urls.append(QStringLiteral("ws://%1:%2/").arg(address.toString()).arg(info.port));
    }
    return urls.isEmpty() ? QStringList{info.url} : urls;
}

} // namespace sockscope
