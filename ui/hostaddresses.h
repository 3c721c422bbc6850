// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/serversettings.h"

#include <QStringList>

namespace sockscope {

/// The IPv4 addresses a device can reach this machine at, the loopback last.
QStringList machineAddresses();

/// True for "0.0.0.0" and "::": every address of the machine is listened on.
bool isWildcard(const QString &host);

/// True for "localhost" and the addresses of this machine that no other reaches: 127.0.0.1, ::1.
bool isLoopback(const QString &host);

/// "ws://192.168.1.20:8080/", or wss:// for a server with TLS; IPv6 addresses in brackets.
QString deviceUrl(const QString &host, quint16 port, bool isTls);

/// The addresses a device can be pointed at: for a wildcard one for each address of this machine.
QStringList deviceUrls(const ListenInfo &info);

} // namespace sockscope
