// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace ws {

/// What a Transport tells its owner. Called in the transport's thread, never from within write() or the constructor.
/// The owner may destroy the transport with deleteLater() semantics only (Transport::release()).
class TransportHandler
{
public:
    virtual ~TransportHandler() = default;
    /// The view lives for the call.
    virtual void bytesReceived(QByteArrayView bytes) = 0;
    /// Everything written so far has left for the kernel.
    virtual void drained() = 0;
    /// The peer will send no more: end of stream (@p error empty) or a reset (what the system said). Comes once.
    virtual void disconnected(const QString &error) = 0;
};

/// How the bytes of one connection cross a socket. Lives in one thread.
class Transport
{
public:
    virtual ~Transport() = default;
    virtual void setHandler(TransportHandler *handler) = 0;
    /// Queues bytes; they leave when control returns to the event loop, or at once.
    virtual void write(QByteArrayView bytes) = 0;
    /// Bytes written but not yet taken by the kernel.
    virtual qint64 bytesPending() const = 0;
    /// Sends what is pending, then FIN.
    virtual void close() = 0;
    /// Drops what is pending and resets the connection (RST).
    virtual void abort() = 0;
    virtual QString peerAddress() const = 0;
    virtual quint16 peerPort() const = 0;
    virtual QString localAddress() const = 0;
    virtual quint16 localPort() const = 0;
};

} // namespace ws
