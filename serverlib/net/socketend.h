// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QString>

namespace ws {

/// One end of a TCP connection. A plain value: thousands of connections can each keep one.
class SocketEnd
{
public:
    SocketEnd() = default; ///< that of a local socket, which has no address
    /// As Qt names it.
    SocketEnd(const QHostAddress &address, quint16 port);
    /// @p address in network order, an IPv4 one mapped (RFC 4291 2.5.5.2); @p zone is the number of a
    /// link-local address's interface, 0 for none.
    SocketEnd(const Q_IPV6ADDR &address, quint32 zone, quint16 port);

    /// "192.168.1.20", also of an IPv4 peer of a dual-stack server; "fe80::1%eth0"; empty where there is
    /// none.
    QString address() const;
    quint16 port() const { return m_port; } ///< 0 where there is none

private:
    Q_IPV6ADDR m_address{};
    quint32 m_zone = 0;
    quint16 m_port = 0;
};

} // namespace ws
