// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/reconnectpolicy.h"
#include "serverlib/protocol/httphead.h"

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace sockscope {

/// Whose engine a client of the bench runs on.
enum class ClientKind : quint8 {
    Standard, ///< Qt's QWebSocket: a client that nobody here wrote
    Raw, ///< the library's own, which can break every rule
};

/// How a client of the bench connects and behaves, as a person chooses it.
struct ClientSettings
{
    ClientKind kind = ClientKind::Raw;
    QString url;
    QStringList subprotocols; ///< offered in this order
    QList<ws::HttpHeader> headers; ///< added to the upgrade request
    bool trustsDevelopmentCa = true; ///< of wss:// servers, beside what the system trusts
    bool verifiesServer = true; ///< off: whatever certificate is taken
    ReconnectPolicy reconnect;

    // Of raw clients; a standard one always does as RFC 6455 says, and does not compress.
    bool offersCompression = false; ///< permessage-deflate
    bool toleratesViolations = false; ///< notes broken rules and goes on, where that has a meaning
    bool answersPings = true;
    bool masks = true;

    /// What is wrong with it, in sentences, one for each field; empty if nothing is.
    QStringList faults() const;
    bool operator==(const ClientSettings &) const = default;
};

/// A client in the list of a ClientPool.
struct ClientEntry
{
    quint64 number = 0; ///< from 1; not given to another client
    ClientSettings settings;

    bool operator==(const ClientEntry &) const = default;
};

/// "standard", "raw".
QString clientKindName(ClientKind kind);

/// Why one of @p names, or one of @p headers, cannot stand in an upgrade request; empty if all can.
QString subprotocolsFault(const QStringList &names);
QString headersFault(const QList<ws::HttpHeader> &headers);

/// Why @p url is no address of a WebSocket server (RFC 6455 3), in a sentence; empty if it is one.
QString webSocketUrlFault(const QString &url);

} // namespace sockscope
