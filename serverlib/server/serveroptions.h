// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/protocol/limits.h"
#include "serverlib/protocol/permessagedeflate.h"
#include "serverlib/protocol/strictness.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace ws {

class WebSocketConnection;

/// Chooses the subprotocol for a client that offers @p subprotocols, in the client's order of preference.
/// An empty string accepts without a subprotocol; nullopt refuses the upgrade with 401.
/// A string that was not offered is sent as it is: a fault on purpose, that a client must fail on (RFC
/// 6455 4.1). Called in the server's thread.
using AcceptHandler = std::function<std::optional<QString>(const QStringList &subprotocols)>;

/// Takes a whole message; @p message is valid for the call only. It may send, close and terminate, on this
/// connection and others, but must not delete the server. Called in the server's thread.
using MessageHandler =
    std::function<void(WebSocketConnection *connection, QByteArrayView message, bool isBinary)>;

/// The documented options of `new WebSocket.Server({...})`, under the same names, and what a C++ program
/// adds.
struct ServerOptions
{
    /// Address or name to listen on; "0.0.0.0" for every IPv4 interface, "::" for every interface.
    QString host = QStringLiteral("127.0.0.1");
    /// TCP port; 0 lets the system choose one, see WebSocketServer::port().
    quint16 port = 0;
    /// Maximum number of concurrent connections, 0 for no bound: the (n+1)th upgrade is answered 503.
    int backlog = 0;
    /// Whether WebSocketServer::clients() lists live connections.
    bool clientTracking = true;
    /// Largest message in bytes, either way; 0 for no bound. A larger one from a peer fails its connection
    /// with 1009, a larger send returns SendResult::TooLarge. Overrides Limits::messageBytes.
    quint64 maxPayload = 100 * 1024 * 1024;
    /// None set: every upgrade is accepted, without a subprotocol.
    AcceptHandler acceptHandler;
    /// Compression of messages (RFC 7692), agreed on with clients that offer it. Off by default, as in Node's
    /// ws: it takes some 300 KiB for each connection that uses it.
    DeflateOptions perMessageDeflate;
    /// Gets every message, before WebSocketConnection::messageReceived() and without its cost.
    MessageHandler messageHandler;

    /// Answer pings at once, as RFC 6455 5.5.2 demands; off to see what a device does without.
    bool automaticPong = true;
    /// Mask the frames the server sends by itself (pong, close). Breaks RFC 6455 5.1: a test of the device.
    bool maskAnswers = false;
    /// Which broken rules fail a connection and which are only noted.
    Strictness strictness;
    /// Bounds on everything else a peer controls.
    Limits limits;
    /// The kernel's queue of connections not yet accepted; not the documented `backlog`.
    int listenQueue = 128;
};

} // namespace ws
