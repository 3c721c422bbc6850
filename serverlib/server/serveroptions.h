// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/net/tlscontext.h"
#include "serverlib/net/transport.h"
#include "serverlib/protocol/limits.h"
#include "serverlib/protocol/permessagedeflate.h"
#include "serverlib/protocol/strictness.h"
#include "serverlib/server/upgradehooks.h"

#include <QString>

namespace ws {

class WebSocketConnection;

/// Takes a whole message; @p message is valid for the call only. It may send, close and terminate, on this
/// connection and others, but must not delete the server. Called in the server's thread.
using MessageHandler =
    std::function<void(WebSocketConnection *connection, QByteArrayView message, bool isBinary)>;

/// The documented options of `new WebSocket.Server({...})`, under the same names, and what a C++ program
/// adds.
struct ServerOptions
{
    /// Address or name to listen on: "127.0.0.1", "::1", the first address of "localhost"; "0.0.0.0" for
    /// every IPv4 interface, "::" for every interface and both protocols.
    QString host = QStringLiteral("127.0.0.1");
    /// TCP port; 0 lets the system choose one, see WebSocketServer::port().
    quint16 port = 0;
    /// Path of a Unix domain socket to listen on instead; relative to the working directory. Only the user of
    /// this process may connect. The file is removed when the server stops listening, and one that a dead
    /// server left is replaced; any other file is left alone, and listen() fails. At most 107 bytes on Linux.
    QString localName;
    /// Maximum number of concurrent connections, 0 for no bound: the (n+1)th upgrade is answered 503.
    int backlog = 0;
    /// Whether WebSocketServer::clients() lists live connections.
    bool clientTracking = true;
    /// Largest message in bytes, either way; 0 for no bound. A larger one from a peer fails its connection
    /// with 1009, a larger send returns SendResult::TooLarge. Overrides Limits::messageBytes.
    quint64 maxPayload = 100 * 1024 * 1024;
    /// None set: every upgrade is accepted, without a subprotocol.
    AcceptHandler acceptHandler;
    /// Set: the server speaks wss:// and nothing else. An unfinished TLS handshake is bounded like an
    /// unfinished upgrade: Limits::handshakes and handshakeTime hold for both together.
    std::optional<TlsOptions> tls;
    /// With tls: asked for every connection before its handshake; nullptr: what tls says. For certificates
    /// that are wrong on purpose, say.
    TlsContextHook tlsContextHook;
    /// Compression of messages (RFC 7692), agreed on with clients that offer it. Off by default, as in Node's
    /// ws: it takes some 300 KiB for each connection that uses it.
    DeflateOptions perMessageDeflate;
    /// Gets every message, before WebSocketConnection::messageReceived() and without its cost.
    MessageHandler messageHandler;

    /// The one path that is served, as it is on the wire: "/device", percent-encoded, without a query. Any
    /// other is answered 404 with a page that names this one; what a request has behind "?" does not count.
    /// Empty: every path.
    QString path;
    /// None set: everybody may connect.
    VerifyClient verifyClient;
    /// Node ws's way to choose a subprotocol; not asked when there is an acceptHandler, which may refuse,
    /// too.
    HandleProtocols handleProtocols;
    /// Added to every 101. listen() fails when one of them cannot be sent, see extraHeadersFault().
    QList<HttpHeader> headers;
    /// None set: no more headers than these.
    HeadersHandler headersHandler;

    /// Gets between every new connection and its link, above TLS, before a byte of HTTP: to see, change or
    /// withhold bytes. None set costs nothing.
    TransportFilter transportFilter;
    /// Changes the 101 before it is sent, in any way: a fault on purpose. The tap sees it as it leaves.
    AnswerHook answerHook;

    /// Every open connection is pinged this often, in steps of 10 ms; 0: never. A ping has 8 bytes, a number
    /// of its own.
    std::chrono::milliseconds pingInterval{0};
    /// Longest wait for a pong, any pong, after such a ping; 0: no bound. Then the connection is reset
    /// (Rule::PongTimeout). Nothing else counts as a sign of life, as in Node ws's recipe; but a peer that is
    /// in the middle of a frame, or is not read from, gets its time anew. What is queued for it must cross
    /// before the ping does: leave time for that.
    std::chrono::milliseconds pongTimeout{0};

    /// Answer pings at once, as RFC 6455 5.5.2 demands; off to see what a device does without.
    bool automaticPong = true;
    /// Mask the frames the server sends by itself (heartbeat's ping, pong, close). Breaks RFC 6455 5.1: a
    /// test of the device.
    bool maskAnswers = false;
    /// Which broken rules fail a connection and which are only noted.
    Strictness strictness;
    /// Bounds on everything else a peer controls.
    Limits limits;
    /// The kernel's queue of connections not yet accepted; not the documented `backlog`.
    int listenQueue = 128;
};

} // namespace ws
