// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/connection/session_p.h"
#include "serverlib/protocol/upgrade.h"
#include "serverlib/server/serveroptions.h"

namespace ws {

/// A TCP connection on its way from the handshake to the open connection. The 101 is queued already.
struct Upgrade
{
    quint64 number = 0;
    std::unique_ptr<Transport> transport;
    SocketEnd peer;
    UpgradeRequest request;
    QString subprotocol;
    std::optional<DeflateAgreement> deflate;
};

/// What a server is to its connections. A handshake's last call is handshakeEnded() or upgraded(), and
/// refused() is the last of a refusal: the host may be gone when they return.
class ServerHost : public SessionHost
{
public:
    virtual const ServerOptions &options() const = 0;
    /// Where it listens; empty when it does not any more.
    virtual QString url() const = 0;
    /// The same of all connections.
    virtual const std::shared_ptr<const Endpoint::Options> &endpointOptions() const = 0;
    /// False, and counted, when the backlog is full.
    virtual bool admitsUpgrade() = 0;
    /// @p rest are bytes that came glued to the request.
    virtual void upgraded(Upgrade upgrade, std::span<char> rest) = 0;
    virtual void refused(quint64 number, int status, const QString &explanation) = 0;
    virtual void handshakeEnded(quint64 number) = 0;
};

} // namespace ws
