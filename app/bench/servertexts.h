// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/serversettings.h"
#include "serverlib/protocol/endpoint.h"

namespace sockscope {

/// Why a server with these settings cannot listen, and what to do: one sentence. Finds the cause by trying
/// again, since
/// @p systemSays is in whatever words the system has; those are used when the second try finds nothing wrong.
QString startFailureText(const ServerSettings &settings, const QString &systemSays);

/// "192.168.1.20:50123", "[fe80::1]:50123"; "local socket" for a peer without an address.
QString peerText(const QString &address, quint16 port);

/// What a person tried to send on a connection.
struct SendAttempt
{
    ws::Opcode opcode = ws::Opcode::Text;
    quint64 size = 0;
    quint16 closeCode = 0; ///< of a Close
};

/// Why @p attempt on @p connection did not happen, and what to do; for results other than Queued.
QString sendFailureText(
    ws::SendResult result, quint64 connection, const SendAttempt &attempt, quint64 maxPayload);

} // namespace sockscope
