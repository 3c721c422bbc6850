// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/net/transport.h"

#include <variant>

namespace ws {

/// Where a client connects to.
struct ConnectTarget
{
    QString host; ///< address or name: "192.168.1.20", "::1", "device.local"
    quint16 port = 0; ///< of TCP
};

/// Why there is no connection.
struct ConnectFailure
{
    /// How far it got.
    enum class Kind : quint8 {
        HostNotFound, ///< no address has this name
        Refused, ///< nobody listens there
        Failed, ///< anything else that the system says
        Tls, ///< see violation
    };
    Kind kind = Kind::Failed; ///< how far it got
    QString text; ///< in the system's words
    std::optional<Violation> violation = {}; ///< the rule that was broken, for Kind::Tls
};

/// Makes one connection to a server. Lives in one thread, with an event loop. Destroying it gives up.
///
/// Another way of reaching a server (TLS, a local socket, a link that a test makes up) is another Connector.
class Connector
{
public:
    /// A transport that is connected, or why there is none.
    using Result = std::variant<std::unique_ptr<Transport>, ConnectFailure>;
    /// Called once, from the event loop.
    using Done = std::function<void(Result result)>;

    virtual ~Connector() = default;
    /// Calls @p done once, from the event loop, never from within. It may destroy the connector. There is no
    /// bound on the time it takes: that is the caller's.
    virtual void start(const ConnectTarget &target, Done done) = 0;
};

/// Makes a connector for one attempt.
using ConnectorFactory = std::function<std::unique_ptr<Connector>()>;

} // namespace ws
