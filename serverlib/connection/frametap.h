// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/net/socketend.h"
#include "serverlib/net/tlsinfo.h"
#include "serverlib/protocol/endpoint.h"

#include <QHostAddress>

#include <chrono>

namespace ws {

/// Which way something went, as the owner of the tap sees it.
enum class Direction : quint8 {
    Received, ///< from the peer
    Sent, ///< to the peer
};

/// How a connection ended.
struct CloseInfo
{
    /// The peer's, or the close code of the rule that it broke; 1006 when it went without either.
    quint16 code = quint16(CloseCode::AbnormalClosure);
    QString reason; ///< the peer's
    bool clean = false; ///< a Close frame went both ways
    QString transportError; ///< what the system said of a reset; empty after an orderly end of stream
};

/// Watches everything that crosses the connections of a server or a client. All calls come in its owner's
/// thread, at the moment the bytes are parsed or queued; views live for the call. One tap per owner, and it
/// must outlive that. Connections are known by their number; Sent and Received are as the owner sees them.
class FrameTap
{
public:
    virtual ~FrameTap() = default;
    /// A TCP connection was accepted; nothing has been read yet.
    virtual void connectionAccepted(quint64 connection, const SocketEnd &peer, const SocketEnd &local) = 0;
    /// TLS is established; what follows is encrypted. Where there is TLS only.
    virtual void secured(quint64 /*connection*/, const TlsInfo & /*info*/) { }
    /// A whole HTTP head: the request (Received), or the 101 or refusal with its body (Sent). A request that
    /// breaks a rule before its end is given as far as it came.
    virtual void handshake(quint64 connection, Direction direction, QByteArrayView head) = 0;
    /// The upgrade is complete.
    virtual void connectionOpened(quint64 connection, const QString &path, const QString &subprotocol) = 0;
    /// A whole frame, or one that breaks a rule before its end as far as it came.
    virtual void frame(quint64 connection, Direction direction, const FrameView &frame) = 0;
    /// Whether roundTrip() is of use: then every ping leaves by itself.
    virtual bool wantsRoundTrips() const { return false; }
    /// How long the pong that frame() shows next took by the kernel's own clock, see
    /// Transport::elapsedSince(). Where the system can tell: not over TLS, and on Linux alone.
    virtual void roundTrip(quint64 /*connection*/, std::chrono::nanoseconds /*elapsed*/) { }
    /// A rule was broken: by the last frame() or handshake(), by silence, or in TLS. @p fatal ends the
    /// connection.
    virtual void violation(quint64 connection, const Violation &violation, bool fatal) = 0;
    /// The TCP connection is gone. The last call for this connection.
    virtual void connectionEnded(quint64 connection, const CloseInfo &info) = 0;
};

} // namespace ws
