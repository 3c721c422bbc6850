// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "countingtap.h"
#include "serverlib/server/websocketserver.h"

/// A server with short limits, that echoes, and does with a connection what its path says.
class SoakServer
{
public:
    SoakServer() : m_server(options())
    {
        m_server.setFrameTap(&tap);
        QObject::connect(&m_server, &ws::WebSocketServer::connection, &m_server,
            [this](ws::WebSocketConnection *connection) { serve(connection); });
        if (!m_server.listen())
            qFatal("the server could not listen");
    }
    ~SoakServer() { m_server.setFrameTap(nullptr); }
    Q_DISABLE_COPY_MOVE(SoakServer)

    quint16 port() const { return m_server.port(); }
    /// No connection is left, in a handshake or open, and every one that opened has told that it closed.
    bool isQuiet() const
    {
        return tap.isBalanced() && m_server.connectionCount() == 0 && closed == tap.opened;
    }

    /// The server's and its connections'.
    qsizetype objects() const { return m_server.findChildren<QObject *>().size(); }

    CountingTap tap;
    quint64 closed = 0;

private:
    static ws::ServerOptions options()
    {
        using namespace std::chrono_literals;
        ws::ServerOptions options;
        options.maxPayload = 64 * 1024;
        options.limits.queuedBytes = 128 * 1024;
        options.limits.handshakes =
            150; // fewer than the crowd is large: the rest waits in the kernel's queue
        options.limits.handshakeTime = 2s;
        options.limits.closeTime = 2s;
        options.perMessageDeflate.enabled = true;
        return options;
    }

    void serve(ws::WebSocketConnection *connection)
    {
        QObject::connect(connection, &ws::WebSocketConnection::closed, &m_server, [this] { ++closed; });
        QObject::connect(connection, &ws::WebSocketConnection::messageReceived, connection,
            [connection](const QByteArray &data, bool isBinary) {
                connection->send(isBinary ? ws::Opcode::Binary : ws::Opcode::Text, data);
            });
        const QString path = connection->path();
        if (path == QLatin1StringView("/flood"))
            flood(connection);
        else if (path == QLatin1StringView("/close"))
            connection->close();
        else if (path == QLatin1StringView("/terminate"))
            connection->terminate();
    }

    /// A message each turn of the loop, until the connection is no more.
    static void flood(ws::WebSocketConnection *connection)
    {
        if (connection->send(ws::Opcode::Binary, QByteArray(32 * 1024, 'f')) == ws::SendResult::Queued)
            QMetaObject::invokeMethod(
                connection, [connection] { flood(connection); }, Qt::QueuedConnection);
    }

    ws::WebSocketServer m_server;
};
