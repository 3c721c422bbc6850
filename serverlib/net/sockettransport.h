// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/net/transport.h"

#include <QTcpSocket>

namespace ws {

/// The portable transport, on QTcpSocket.
class SocketTransport : public QObject, public Transport
{
    Q_OBJECT

public:
    /// Takes over a connected @p descriptor.
    explicit SocketTransport(qintptr descriptor);
    ~SocketTransport() override;

    void setHandler(TransportHandler *handler) override { m_handler = handler; }
    void write(QByteArrayView bytes) override;
    qint64 bytesPending() const override { return m_socket.bytesToWrite(); }
    void close() override;
    void abort() override;
    QString peerAddress() const override { return m_peerAddress; }
    quint16 peerPort() const override { return m_peerPort; }

private:
    void receive();
    void bytesLeft();
    void broken(QAbstractSocket::SocketError error);
    void end(const QString &error);
    void sendFin();

    QTcpSocket m_socket;
    QString m_peerAddress; // kept: QTcpSocket forgets it when disconnected
    quint16 m_peerPort;
    TransportHandler *m_handler = nullptr;
    bool m_closing = false; // FIN once everything has left
    bool m_ended = false; // disconnected() was told, or is not to be
};

} // namespace ws
