// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/net/connector.h"
#include "serverlib/net/tlsclientoptions.h"
#include "serverlib/protocol/httphead.h"
#include "serverlib/protocol/limits.h"
#include "serverlib/protocol/masking.h"
#include "serverlib/protocol/permessagedeflate.h"
#include "serverlib/protocol/strictness.h"

#include <QStringList>
#include <QUrl>

#include <optional>

namespace ws {

/// What a WebSocketClient asks for, and how it behaves. The defaults are those of RFC 6455; what departs from
/// them is there to test a server.
struct ClientOptions
{
    /// ws://host:port/path?query, or wss:// for TLS. User name and password, if any, are sent as HTTP Basic
    /// credentials.
    QUrl url;
    /// Offered in this order; distinct tokens.
    QStringList subprotocols;
    /// Added to the request, as they are; no line breaks.
    QList<HttpHeader> headers;
    std::optional<QByteArray> origin; ///< the Origin header; absent: none, as from anything but a browser
    std::optional<QByteArray> hostHeader; ///< absent: made of the URL

    /// Largest message in bytes, either way; 0 for no bound. Overrides Limits::messageBytes.
    quint64 maxPayload = 100 * 1024 * 1024;
    /// Offers compression of messages (RFC 7692), if enabled.
    DeflateOptions perMessageDeflate;
    /// Answer pings at once, as RFC 6455 5.5.2 demands.
    bool automaticPong = true;
    /// Mask what is sent, as RFC 6455 5.1 demands of a client.
    bool mask = true;
    MaskSource maskSource = randomMaskKey; ///< keys of the frames; unpredictable by default (RFC 6455 10.3)
    /// Sec-WebSocket-Key; absent: 16 random bytes, as RFC 6455 4.1 demands.
    std::optional<QByteArray> key;
    /// Which rules broken by the server fail the connection, and which are only noted.
    Strictness strictness;
    /// Bounds on everything that the server controls.
    Limits limits;
    TlsClientOptions tls; ///< for wss://
    /// How to reach the server, in place of TCP, and of TLS for wss://. Called once for each open().
    ConnectorFactory connector;
};

} // namespace ws
