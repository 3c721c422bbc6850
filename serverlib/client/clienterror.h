// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/protocol/httphead.h"
#include "serverlib/protocol/rule.h"

#include <optional>

namespace ws {

/// A server's answer to the upgrade, when it is not 101.
struct HttpRefusal
{
    int status = 0; ///< as HTTP says it: 404
    HttpHead head; ///< with the header lines, such as Location
    /// The page's start, at most Limits::refusalBytes of it, in the server's character set.
    QByteArray page;
};

/// What went wrong with a client's connection.
struct ClientError
{
    /// What went wrong, by who can do something about it.
    enum class Kind : quint8 {
        InvalidOptions, ///< of the caller's: nothing was sent
        HostNotFound, ///< no address has the URL's host name
        ConnectionRefused, ///< nobody listens there
        ConnectFailed, ///< anything else that the system says of connecting
        TlsFailed, ///< TLS did not come about, see violation
        ConnectTimeout, ///< no connection within Limits::connectTime
        ConnectionLost, ///< the connection broke: reset, cable pulled
        HandshakeRefused, ///< an answer other than 101, see refusal; redirects are not followed
        Violation, ///< the server broke a rule, see violation; the only kind that need not be fatal
    };
    Kind kind = Kind::ConnectFailed; ///< which of the others are set goes by this
    QString text; ///< for people: what happened, and what to do where that is known
    bool fatal = true; ///< the connection is failing; closed() follows
    std::optional<Violation> violation; ///< the rule that the server broke
    std::optional<HttpRefusal> refusal; ///< what the server answered instead of 101
};

} // namespace ws
