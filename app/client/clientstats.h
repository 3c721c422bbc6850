// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/clientsettings.h"
#include "serverlib/protocol/rule.h"

#include <optional>

namespace sockscope {

enum class ClientState : quint8 {
    Closed,
    Waiting, ///< to try again
    Connecting,
    Open,
    Closing,
};

/// What crossed a client's connections since it is in the list.
struct ClientTraffic
{
    quint64 framesSent = 0;
    quint64 framesReceived = 0;
    quint64 bytesSent = 0; ///< of a raw client with frame headers, of a standard one payload only
    quint64 bytesReceived = 0;
    qint64 lastRttNs = -1; ///< of a ping; -1: none was answered
};

/// What is known of one client of a ClientPool: a detached value, safe in any thread.
struct ClientStats
{
    quint64 number = 0;
    ClientKind kind = ClientKind::Raw;
    QString url;
    ClientState state = ClientState::Closed;
    QString subprotocol; ///< of the connection that is or was open
    QByteArray extensions; ///< agreed on, as the server's answer names them
    ClientTraffic traffic;
    int attempts = 0; ///< connections tried since it was last opened by hand
    quint16 closeCode = 0; ///< of the last end; 0: there was none yet
    QString closeReason;
    QString error; ///< what went wrong last, in words; empty after a clean end
    std::optional<ws::Rule> rule; ///< that the server broke, if that is what went wrong
    quint64 revision = 0; ///< changes whenever anything here does
};

/// "closed", "waiting", "connecting", "open", "closing".
QString clientStateName(ClientState state);

/// One line of what a client sent, got and met.
struct TranscriptLine
{
    enum class Kind : quint8 { Sent, Received, Note, Trouble };

    qint64 timeMs = 0; ///< since 1970
    Kind kind = Kind::Note;
    QString words; ///< one line; may hold what the peer sent
};

} // namespace sockscope
