// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/net/transport.h"
#include "serverlib/protocol/endpoint.h"
#include "serverlib/server/frametap.h"
#include "serverlib/server/websocketconnection.h"

#include <QDeadlineTimer>

#include <memory>

namespace ws {

class ConnectionOwner
{
public:
    virtual ~ConnectionOwner() = default;
    /// The TCP connection is gone and closed() has been emitted. The owner destroys the connection later.
    virtual void connectionEnded(WebSocketConnection *connection) = 0;
    virtual FrameTap *tap() const = 0;
};

/// The works of a WebSocketConnection: carries bytes between its transport and its endpoint, and turns the
/// endpoint's events into the connection's signals and the tap's calls.
class ConnectionDriver final : public TransportHandler, public EndpointHandler
{
public:
    struct Peer
    {
        quint64 number = 0;
        QString path;
        QString subprotocol;
        QByteArray requestHead;
    };

    ConnectionDriver(
        Peer peer, std::unique_ptr<Transport> transport, Endpoint::Options options, ConnectionOwner *owner);

    void setConnection(WebSocketConnection *connection) { m_connection = connection; }
    const Peer &peer() const { return m_peer; }
    const Transport &transport() const { return *m_transport; }
    Endpoint &endpoint() { return m_endpoint; }
    WebSocketConnection::State state() const;

    SendResult send(Opcode opcode, QByteArrayView data, bool mask);
    SendResult sendRaw(const FrameHeader &header, QByteArrayView payload);
    SendResult close(quint16 code, const QString &reason);
    void terminate();
    /// Cuts off a peer that does not finish the closing handshake.
    void checkDeadline();

    void bytesReceived(QByteArrayView bytes) override;
    void drained() override { }
    void disconnected(const QString &error) override;

    void frameReceived(const FrameView &frame) override;
    void frameSent(const FrameView &frame) override;
    void messageReceived(Opcode opcode, QByteArrayView payload) override;
    void pingReceived(QByteArrayView payload) override;
    void pongReceived(QByteArrayView payload) override;
    void closeReceived(quint16 code, QByteArrayView reason) override;
    void violationFound(const Violation &violation, bool fatal) override;

private:
    SendResult sent(SendResult result);
    void flush();
    void advanceClosing();
    void noteViolation(const Violation &violation, bool fatal);
    void end(const QString &transportError);

    Peer m_peer;
    std::unique_ptr<Transport> m_transport;
    Endpoint m_endpoint;
    ConnectionOwner *m_owner;
    WebSocketConnection *m_connection = nullptr;
    QDeadlineTimer m_deadline{QDeadlineTimer::Forever};
    CloseInfo m_closeInfo;
    bool m_receiving = false;
    bool m_ended = false;
};

} // namespace ws
