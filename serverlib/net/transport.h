// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/net/socketend.h"
#include "serverlib/net/tlsinfo.h"
#include "serverlib/protocol/rule.h"

#include <QByteArray>
#include <QByteArrayView>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>

namespace ws {

/// What a Transport tells its owner, always from the event loop: never from within a call of the Transport.
/// The owner may call any function of the transport from within, give it another handler, or destroy it.
class TransportHandler
{
public:
    virtual ~TransportHandler() = default;
    /// Where the handler would have the next bytes; a transport may put them there. Valid until the handler
    /// is called again.
    virtual std::span<char> room() { return {}; }
    /// The next bytes of the stream, the handler's to change for the call; but what it has written out of
    /// them must stay as it is until the call returns. Not re-entered, even if the handler runs an event loop
    /// of its own: what comes meanwhile waits.
    virtual void bytesReceived(std::span<char> bytes) = 0;
    /// Everything written so far has left for the kernel.
    virtual void drained() = 0;
    /// No more comes: end of stream (@p error empty), or what the system said of a broken connection. Comes
    /// once, and nothing after it; what had arrived before the end has been given.
    virtual void disconnected(const QString &error) = 0;
    /// Where the connection is encrypted: it is now, before the first bytesReceived().
    virtual void secured(const TlsInfo & /*info*/) { }
    /// TLS failed, in its handshake or later. The peer has been told, if it can be: close() or abort().
    virtual void securityFailed(const Violation & /*violation*/) { }
};

/// How the bytes of one connection cross a socket. Lives in one thread. Destroying it ends the connection.
class Transport
{
public:
    virtual ~Transport() = default;
    /// Must be called before control is back in the event loop.
    virtual void setHandler(TransportHandler *handler) = 0;
    /// Queues @p head and then @p payload; what one turn of the event loop writes leaves in as few system
    /// calls as the kernel allows, at the end of the turn. Ignored after close() and abort().
    virtual void write(QByteArrayView head, QByteArrayView payload = {}) = 0;
    /// The same for bytes that many connections are sent: a transport may keep them without a copy.
    virtual void writeShared(const QByteArray &bytes) { write(bytes); }
    /// Offers what is pending to the kernel now, and not at the end of the turn.
    virtual void flush() { }
    /// Like flush(), and has the kernel note when the last of it leaves for the network. Returns a mark for
    /// elapsedSince(); nullopt where there is nothing to send, where the kernel does not take all of it, or
    /// has no such clock.
    virtual std::optional<quint32> stampOutput() { return std::nullopt; }
    /// Within bytesReceived(): from when output with @p mark left to when the newest of these bytes came, by
    /// the kernel's clock alone: what this program did meanwhile is not in it. Where bytes of interest share
    /// a read with later ones it is those that count. nullopt when the kernel has not said; else any number,
    /// for a step of the wall clock is in it. To be asked once for each mark, in their order.
    virtual std::optional<std::chrono::nanoseconds> elapsedSince(quint32 /*mark*/) { return std::nullopt; }
    /// Bytes written but not yet taken by the kernel.
    virtual qint64 bytesPending() const = 0;
    /// Off: bytesReceived() and the end of the stream wait, and TCP holds the peer back. On at first.
    virtual void setReading(bool on) = 0;
    /// The kernel's receive buffer (SO_RCVBUF), from now on about @p bytes: a peer that is not read from is
    /// held back the sooner. Does nothing where the system cannot.
    virtual void setReceiveBuffer(int /*bytes*/) { }
    /// Sends what is pending, then FIN. Reading goes on until the peer's end of stream: closing a socket with
    /// unread input would answer with RST, and the peer might lose the bytes that tell it why.
    virtual void close() = 0;
    /// Like close(), but an encrypted connection ends without the goodbye of TLS (close_notify), as one does
    /// that is cut off.
    virtual void cut() { close(); }
    /// Drops what is pending and resets the connection (RST). disconnected() does not follow.
    virtual void abort() = 0;
    /// Of an encrypted connection, from TransportHandler::secured() on.
    virtual std::optional<TlsInfo> tlsInfo() const { return std::nullopt; }
    /// The other end, while the connection lives.
    virtual SocketEnd peer() const = 0;
    /// This end, which the peer connected to.
    virtual SocketEnd local() const = 0;
};

/// Puts something of its own between a connection of a server and @p link: returns what the connection is to
/// have instead. nullptr takes the link away; only from a connection that was just accepted.
using TransportFilter =
    std::function<std::unique_ptr<Transport>(quint64 connection, std::unique_ptr<Transport> link)>;

/// Takes over a connected socket. nullptr when the system refuses; the descriptor is closed then.
using TransportFactory = std::function<std::unique_ptr<Transport>(qintptr descriptor)>;

} // namespace ws
