// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace ws {

/// What a Transport tells its owner, always from the event loop: never from within a call of the Transport.
/// The owner may call the transport's functions from within, but not destroy it: use Transport's
/// deleteLater-like deferral of its own.
class TransportHandler
{
public:
    virtual ~TransportHandler() = default;
    /// The view lives for the call.
    virtual void bytesReceived(QByteArrayView bytes) = 0;
    /// Everything written so far has left for the kernel.
    virtual void drained() = 0;
    /// The peer sends no more: end of stream (@p error empty), or what the system said of a broken
    /// connection. Comes once, and nothing after it.
    virtual void disconnected(const QString &error) = 0;
};

/// How the bytes of one connection cross a socket. Lives in one thread. Destroying it ends the connection.
class Transport
{
public:
    virtual ~Transport() = default;
    virtual void setHandler(TransportHandler *handler) = 0;
    /// Queues bytes; what one turn of the event loop writes leaves in as few system calls as the kernel
    /// allows.
    virtual void write(QByteArrayView bytes) = 0;
    /// Bytes written but not yet taken by the kernel.
    virtual qint64 bytesPending() const = 0;
    /// Sends what is pending, then FIN. Reading goes on until the peer's end of stream.
    virtual void close() = 0;
    /// Drops what is pending and resets the connection (RST). disconnected() does not follow.
    virtual void abort() = 0;
    virtual QString peerAddress() const = 0;
    virtual quint16 peerPort() const = 0;
};

} // namespace ws
