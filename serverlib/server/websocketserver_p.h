// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/connection/notap_p.h"
#include "serverlib/server/acceptor_p.h"
#include "serverlib/server/connectiondriver_p.h"
#include "serverlib/server/handshake_p.h"
#include "serverlib/server/websocketserver.h"

#include <map>

namespace ws {

class WebSocketServer::Private final : public ServerHost
{
public:
    Private(WebSocketServer *server, ServerOptions serverOptions);
    ~Private() override;

    bool listen();
    bool isListening() const { return m_acceptor != nullptr; }
    const QString &errorString() const { return m_error; }
    const QStringList &warnings() const { return m_warnings; }
    void suspend(Suspension suspension);
    bool resume();
    void close(quint16 code, const QString &reason);
    QString address() const;
    QString url() const override;
    quint16 port() const { return m_acceptor != nullptr ? m_acceptor->port() : 0; }

    QList<WebSocketConnection *> connections() const;
    int connectionCount() const { return int(m_connections.size()); }
    quint64 refusedByBacklog() const { return m_refusedByBacklog; }
    BroadcastResult broadcast(
        Opcode opcode, QByteArrayView data, const WebSocketConnection *except, bool mask);
    void setAcceptHandler(AcceptHandler handler) { m_options.acceptHandler = std::move(handler); }
    void setAutomaticPong(bool on);
    void setHeartbeat(std::chrono::milliseconds pingInterval, std::chrono::milliseconds pongTimeout);
    void setMessageHandler(MessageHandler handler) { m_options.messageHandler = std::move(handler); }
    void setTap(FrameTap *tap);

    const ServerOptions &options() const override { return m_options; }
    const std::shared_ptr<const Endpoint::Options> &endpointOptions() const override
    {
        return m_endpointOptions;
    }
    FrameTap &tap() override { return *m_tap; }
    bool isTapped() const override { return m_tap != &m_noTap; }
    void watch(quint64 number, DeadlineWatch::Clock::time_point deadline) override;
    bool admitsUpgrade() override;
    void upgraded(Upgrade upgrade, std::span<char> rest) override;
    void refused(quint64 number, int status, const QString &explanation) override;
    void handshakeEnded(quint64 number) override;
    void connectionEnded(quint64 number) override;

private:
    void take(std::unique_ptr<Transport> transport);
    void deadlinePassed(quint64 number);
    void endHandshake(quint64 number);
    void tellIfClosed();
    bool loadTls();
    std::shared_ptr<const TlsContext> tlsContext(quint64 number) const;
    void stopListening();
    void shareEndpointOptions();

    WebSocketServer *m_server;
    ServerOptions m_options;
    std::shared_ptr<const Endpoint::Options> m_endpointOptions;
    NoTap m_noTap;
    FrameTap *m_tap = &m_noTap;
    Acceptor *m_acceptor = nullptr; // while listening; a child of the server, like all that has a thread
    DeadlineWatch *m_watch;
    QString m_error;
    QStringList m_warnings;
    std::shared_ptr<const TlsContext> m_tls; // while listening with TLS
    quint64 m_lastNumber = 0;
    quint64 m_refusedByBacklog = 0;
    bool m_closing = false; // closed() is owed
    bool m_suspended = false; // by suspend(); the acceptor is held, or listens no more
    std::map<quint64, std::shared_ptr<Handshake>> m_handshakes;
    std::map<quint64, std::shared_ptr<ConnectionDriver>> m_connections; // in the order of their numbers
};

} // namespace ws
