// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/server/connectiondriver_p.h"
#include "serverlib/server/handshake_p.h"
#include "serverlib/server/websocketserver.h"

#include <QTcpServer>
#include <QTimer>

#include <functional>
#include <unordered_map>

namespace ws {

/// A QTcpServer that hands descriptors on instead of making sockets.
class Acceptor : public QTcpServer
{
public:
    std::function<void(qintptr descriptor)> accepted;

protected:
    void incomingConnection(qintptr descriptor) override { accepted(descriptor); }
};

class WebSocketServer::Private : public HandshakeOwner, public ConnectionOwner
{
public:
    Private(WebSocketServer *server, ServerOptions serverOptions);
    ~Private() override;

    bool listen();
    void close(quint16 code, const QString &reason);

    HandshakeVerdict judge(const UpgradeRequest &request) override;
    void handshakeAccepted(Handshake *handshake, const UpgradeRequest &request, const QString &subprotocol,
        QByteArrayView rest) override;
    void handshakeRefused(Handshake *handshake, int status, const QString &explanation) override;
    void handshakeEnded(Handshake *handshake) override;
    void connectionEnded(WebSocketConnection *connection) override;
    FrameTap *tap() const override { return frameTap; }

    WebSocketServer *q;
    ServerOptions options;
    Acceptor acceptor;
    FrameTap *frameTap = nullptr;
    QList<WebSocketConnection *> connections;
    QString error;
    quint64 refusedByBacklog = 0;

private:
    void adopt(qintptr descriptor);
    void sweep();
    void retire(Handshake *handshake);
    Endpoint::Options endpointOptions() const;
    void checkClosed();

    std::unordered_map<quint64, std::unique_ptr<Handshake>> m_handshakes;
    QTimer m_sweep; // one for all deadlines: a timer per connection would cost more than it is worth
    quint64 m_lastNumber = 0;
    bool m_closing = false;
};

} // namespace ws
