// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/net/transport.h"

#include <QPointer>
#include <QSocketNotifier>
#include <QTcpSocket>

namespace ws {

/// The portable transport, on QTcpSocket with a small read buffer: the rest of what has not been read stays
/// in the kernel, so a peer that sends faster than it is served is held back by TCP.
class SocketTransport final : public QObject, public Transport
{
    Q_OBJECT

public:
    /// A TransportFactory.
    static std::unique_ptr<Transport> adopt(qintptr descriptor);
    /// Takes over a socket that has connected, with what it has read since. Not from within its own signals.
    static std::unique_ptr<Transport> adoptSocket(std::unique_ptr<QTcpSocket> socket);
    ~SocketTransport() override;

    void setHandler(TransportHandler *handler) override { m_handler = handler; }
    void write(QByteArrayView head, QByteArrayView payload) override;
    void writeShared(const QByteArray &bytes) override;
    qint64 bytesPending() const override { return m_socket->bytesToWrite(); }
    void setReading(bool on) override;
    void setReceiveBuffer(int bytes) override
    {
        m_socket->setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, bytes);
    }
    void close() override;
    void abort() override;
    SocketEnd peer() const override { return m_peer; }
    SocketEnd local() const override { return m_local; }

    /// Asks the kernel for an error, or the end of the stream, before Qt hears of activity.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    explicit SocketTransport(QTcpSocket *socket);

    template <typename Slot> void fromSocket(Slot slot);
    void readable();
    void receive();
    bool holdEnd(QSocketNotifier *notifier);
    void seeEnd();
    void written();
    void broken(QAbstractSocket::SocketError error);
    void end();
    void sendFin();

    QTcpSocket *m_socket; // owned; its deletion waits when it is one of its signals that ends us
    TransportHandler *m_handler = nullptr;
    // Kept: QTcpSocket forgets them when disconnected.
    SocketEnd m_peer;
    SocketEnd m_local;
    QPointer<QSocketNotifier> m_unseenEnd; // off while the end of the stream waits for a pause to end
    QString m_error; // what the system said; bytes that came before it may still be to be read
    bool m_reading = true;
    bool m_inSocketSignal = false;
    bool m_receiving = false;
    bool m_broken = false; // the socket has ended; disconnected() is owed
    bool m_closing = false; // FIN once everything has left
    bool m_ended = false; // disconnected() was told, or is not to be
};

} // namespace ws
