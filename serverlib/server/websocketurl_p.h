// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace ws {

/// "ws", or "wss" where TLS is spoken.
inline QString urlScheme(bool isTls)
{
    return isTls ? QStringLiteral("wss") : QStringLiteral("ws");
}

/// "ws+unix:///run/bench.sock:/device", as Node's ws writes the address of a local socket.
inline QString localSocketUrl(bool isTls, const QString &name, const QString &path)
{
    return QStringLiteral("%1+unix://%2%3")
        .arg(urlScheme(isTls), name, path.isEmpty() ? QString() : u':' + path);
}

/// "ws://127.0.0.1:8080/device"; IPv6 addresses in brackets (RFC 3986 3.2.2), the % before a zone as %25 (RFC
/// 6874 2). An empty @p path is "/".
inline QString webSocketUrl(bool isTls, QString address, quint16 port, const QString &path)
{
    const bool isIpv6 = address.contains(u':');
    const QString form = isIpv6 ? QStringLiteral("%1://[%2]:%3%4") : QStringLiteral("%1://%2:%3%4");
    address.replace(u'%', QStringLiteral("%25"));
    return form.arg(
        urlScheme(isTls), address, QString::number(port), path.isEmpty() ? QStringLiteral("/") : path);
}

} // namespace ws
