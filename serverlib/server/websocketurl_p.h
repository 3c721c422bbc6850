// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace ws {

/// "ws://127.0.0.1:8080/", IPv6 addresses in brackets (RFC 3986 3.2.2).
inline QString webSocketUrl(const QString &address, quint16 port)
{
    const bool isIpv6 = address.contains(QLatin1Char(':'));
    return (isIpv6 ? QStringLiteral("ws://[%1]:%2/") : QStringLiteral("ws://%1:%2/")).arg(address).arg(port);
}

} // namespace ws
