// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/tlssettings.h"
#include "serverlib/server/serveroptions.h"

#include <QStringList>

namespace sockscope {

/// What the bench does with a message it receives.
enum class Reply : quint8 { None, Echo };

/// What the server panel and `sockscope-cli serve` let a person choose.
struct ServerSettings
{
    QString host = QStringLiteral("127.0.0.1");
    quint16 port = 8080;
    QString localName; ///< a Unix domain socket instead of host and port
    QString path; ///< the one that is served, see ws::ServerOptions::path; empty: every path
    QList<ws::HttpHeader> headers; ///< added to the answer of an upgrade
    QStringList subprotocols; ///< accepted ones; empty: every upgrade is accepted without a subprotocol
    bool refuseUnknownSubprotocol = false; ///< no common subprotocol: answer 401 instead of going on without
    quint64 maxPayload = 100 * 1024 * 1024; ///< bytes per message, 0 for no bound
    int backlog = 0; ///< maximum number of concurrent connections, 0 for no bound
    quint64 queuedBytes = ws::Limits().queuedBytes; ///< see there
    bool clientTracking = true;
    Reply reply = Reply::None;
    bool automaticPong = true;
    bool maskFrames = false; ///< breaks RFC 6455 5.1 on purpose
    bool failOnViolations = true; ///< off: note every rule that can be tolerated, and go on
    int pingIntervalMs = 0; ///< 0: no automatic ping
    int pongTimeoutMs = 0; ///< a device that leaves such a ping unanswered for longer is cut off; 0: never

    TlsSettings tls;
    ws::DeflateOptions compression; ///< off: frames are on the wire as they are meant

    bool operator==(const ServerSettings &) const = default;
};

/// The library's options for these settings, but for TLS: see tlsOptions().
ws::ServerOptions serverOptions(const ServerSettings &settings);

/// Where a server listens.
struct ListenInfo
{
    QString host;
    quint16 port = 0;
    QString url; ///< "ws://127.0.0.1:8080/"
    QStringList warnings; ///< what is odd about the settings, a sentence each
    bool isTls = false;
};

} // namespace sockscope
