// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/client/clienterror.h"
#include "serverlib/client/clientoptions.h"
#include "serverlib/connection/session_p.h"
#include "serverlib/protocol/upgrade.h"

namespace ws {

/// A connection that the server has upgraded.
struct ClientUpgrade
{
    quint64 number = 0;
    std::unique_ptr<Transport> transport;
    QByteArray path; ///< as it was asked for
    UpgradeResponse response;
    QList<Violation> tolerated; ///< rules that the answer broke
};

/// What a client is to its one connection. A handshake's last call is upgraded() or handshakeFailed(): the
/// host may be gone when they return.
class ClientHost : public SessionHost
{
public:
    virtual const ClientOptions &options() const = 0;
    /// @p rest are bytes that came glued to the answer.
    virtual void upgraded(ClientUpgrade upgrade, std::span<char> rest) = 0;
    virtual void handshakeFailed(const ClientError &error) = 0;
};

} // namespace ws
