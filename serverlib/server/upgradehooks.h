// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/protocol/upgrade.h"

#include <functional>
#include <optional>
#include <variant>

namespace ws {

// What a program decides about an upgrade that breaks no rule, in the order in which it is asked:
// verifyClient, then acceptHandler or handleProtocols, then headersHandler. All are called in the server's
// thread, with the answer still to be written; they may close or delete the server.

/// Where a request came from.
struct UpgradeOrigin
{
    QString peerAddress; ///< "192.168.1.20"; empty for a client on a local socket
    quint16 peerPort = 0; ///< 0 on a local socket
    bool secure = false; ///< over TLS: the client's address begins with wss://
    quint64 connection = 0; ///< its number, see WebSocketConnection::number()
};

/// The upgrade may go on.
struct Accepted
{ };

/// The upgrade is answered with @p status and a page of plain text.
struct Refusal
{
    int status = 401; ///< 300 to 599
    QString reason; ///< what the page says; empty: the status alone
    QList<HttpHeader> headers; ///< WWW-Authenticate for 401, Location for 307; see extraHeadersFault()
};

/// Decides on everything that the client sent: Origin, Authorization, cookies, the path.
using VerifyClient = std::function<std::variant<Accepted, Refusal>(
    const UpgradeRequest &request, const UpgradeOrigin &origin)>;

/// Chooses the subprotocol for a client that offers @p subprotocols, in the client's order of preference.
/// An empty string accepts without a subprotocol; nullopt refuses the upgrade with 401.
/// A string that was not offered is sent as it is: a fault on purpose, that a client must fail on (RFC
/// 6455 4.1).
using AcceptHandler = std::function<std::optional<QString>(const QStringList &subprotocols)>;

/// Chooses one of the @p subprotocols that a client offers, and sees its request; nullopt or an empty string
/// goes on without one. Not asked when nothing is offered. See AcceptHandler for one that was not offered.
using HandleProtocols =
    std::function<std::optional<QString>(const QStringList &subprotocols, const UpgradeRequest &request)>;

/// Headers for the 101 to this request, besides ServerOptions::headers: Set-Cookie, say. One that cannot be
/// sent (extraHeadersFault()) makes the answer a 500 that names it.
using HeadersHandler = std::function<QList<HttpHeader>(const UpgradeRequest &request)>;

/// Changes @p response, a whole 101, before it is sent to @p connection. Called when everything else is
/// decided; must not close or delete the server.
using AnswerHook = std::function<void(quint64 connection, QByteArray *response)>;

} // namespace ws
