// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/servertexts.h"

#include <QHostInfo>
#include <QTcpServer>

namespace sockscope {

namespace {

constexpr quint16 FirstUnprivilegedPort = 1024;

QHostAddress resolved(const QString &host)
{
    QHostAddress address;
    if (address.setAddress(host))
        return address;
    const QList<QHostAddress> found = QHostInfo::fromName(host).addresses();
    return found.isEmpty() ? QHostAddress() : found.first();
}

QAbstractSocket::SocketError listenError(const QHostAddress &address, quint16 port)
{
    QTcpServer probe;
    probe.listen(address, port);
    return probe.serverError();
}

QString accessText(const ServerSettings &settings)
{
    const QString port = QString::number(settings.port);
    if (settings.port < FirstUnprivilegedPort)
        return QStringLiteral("Port %1 needs administrator rights: choose a port above 1023.").arg(port);
    return QStringLiteral("The system does not allow port %1 on %2: choose another port.")
        .arg(port, settings.host);
}

QString tooLargeText(const SendAttempt &attempt, quint64 maxPayload)
{
    if (ws::isControl(attempt.opcode)) {
        return QStringLiteral(
            "A %1 carries at most %2 bytes (RFC 6455 5.5), this one has %3: nothing was sent.")
            .arg(ws::opcodeName(attempt.opcode))
            .arg(ws::MaxControlPayload)
            .arg(attempt.size);
    }
    return QStringLiteral(
        "The message has %1 bytes but maxPayload is %2: nothing was sent. Raise maxPayload or send "
        "less.")
        .arg(attempt.size)
        .arg(maxPayload);
}

} // namespace

QString startFailureText(const ServerSettings &settings, const QString &systemSays)
{
    if (!settings.localName.isEmpty())
        return QStringLiteral("%1.").arg(systemSays);
    const QHostAddress address = resolved(settings.host);
    if (address.isNull())
        return QStringLiteral(
            "There is no host called “%1”: use an address of this machine, such as 127.0.0.1.")
            .arg(settings.host);
    switch (listenError(address, settings.port)) {
    case QAbstractSocket::AddressInUseError:
        return QStringLiteral(
            "Port %1 on %2 is already in use by another program: choose another port, or 0 for any "
            "free one.")
            .arg(QString::number(settings.port), settings.host);
    case QAbstractSocket::SocketAccessError:
        return accessText(settings);
    case QAbstractSocket::SocketAddressNotAvailableError:
        return QStringLiteral(
            "%1 is not an address of this machine: use 127.0.0.1 for this machine alone, or 0.0.0.0 "
            "for all its addresses.")
            .arg(settings.host);
    default:
        return QStringLiteral("The server cannot listen on %1, port %2: %3. Choose another host or port.")
            .arg(settings.host, QString::number(settings.port), systemSays);
    }
}

QString peerText(const QString &address, quint16 port)
{
    if (address.isEmpty())
        return QStringLiteral("local socket");
    const bool isIpv6 = address.contains(u':');
    return (isIpv6 ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(address).arg(port);
}

QString sendFailureText(
    ws::SendResult result, quint64 connection, const SendAttempt &attempt, quint64 maxPayload)
{
    switch (result) {
    case ws::SendResult::Queued:
        break;
    case ws::SendResult::NotOpen:
        return QStringLiteral("Connection %1 is closing already: nothing was sent.").arg(connection);
    case ws::SendResult::TooLarge:
        return tooLargeText(attempt, maxPayload);
    case ws::SendResult::InvalidText:
        return QStringLiteral(
            "Text must be valid UTF-8 (RFC 6455 8.1): nothing was sent. Send it as binary.");
    case ws::SendResult::InvalidCloseCode:
        return QStringLiteral(
            "Close code %1 must not be sent (RFC 6455 7.4): use 1000 to 1003, 1007 to 1014 or 3000 "
            "to 4999.")
            .arg(attempt.closeCode);
    }
    return {};
}

} // namespace sockscope
