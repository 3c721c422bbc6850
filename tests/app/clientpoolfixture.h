// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/clientpool.h"
#include "serverlib/server/websocketserver.h"

#include <QTest>

#include <memory>

Q_DECLARE_METATYPE(sockscope::ClientKind)

namespace sockscope {

/// Clients of both kinds in their own thread, against an echoing server of the library in this one.
class ClientPoolFixture : public QObject
{
protected:
    static void kinds()
    {
        QTest::addColumn<ClientKind>("kind");
        QTest::newRow("standard") << ClientKind::Standard;
        QTest::newRow("raw") << ClientKind::Raw;
    }

    /// Before each test.
    void serve()
    {
        m_pool.reset();
        m_codes.clear();
        ws::ServerOptions options;
        options.acceptHandler = [](const QStringList &offered) {
            return std::optional(offered.isEmpty() ? QString() : offered.last());
        };
        m_server = std::make_unique<ws::WebSocketServer>(options);
        connect(
            m_server.get(), &ws::WebSocketServer::connection, this, [this](ws::WebSocketConnection *peer) {
                m_peer = peer;
                m_head = peer->requestHead();
                connect(peer, &ws::WebSocketConnection::messageReceived, peer,
                    [peer](const QByteArray &data, bool isBinary) {
                        peer->send(isBinary ? ws::Opcode::Binary : ws::Opcode::Text, data);
                    });
                connect(
                    peer, &ws::WebSocketConnection::closed, this, [this](quint16 code) { m_codes << code; });
            });
        QVERIFY(m_server->listen());
        m_pool = std::make_unique<ClientPool>();
    }

    ClientSettings settings(ClientKind kind) const
    {
        ClientSettings settings;
        settings.kind = kind;
        settings.url = m_server->url();
        return settings;
    }

    ClientState state(quint64 client) const { return m_pool->find(client)->state; }

    bool openOne(const ClientSettings &settings)
    {
        m_pool->setClients({{1, settings}});
        m_pool->open(1);
        return QTest::qWaitFor([this] { return state(1) == ClientState::Open; });
    }

    /// A line each: sent >, received <, what happened ·, what went wrong !.
    QString transcript(quint64 client) const
    {
        quint64 from = 0;
        QString text;
        for (const TranscriptLine &line : m_pool->transcript(client, &from))
            text += QStringLiteral("><·!").at(int(line.kind)) + line.words + u'\n';
        return text;
    }

    std::unique_ptr<ws::WebSocketServer> m_server;
    std::unique_ptr<ClientPool> m_pool;
    QByteArray m_head; // of the last upgrade
    QList<quint16> m_codes; // how connections ended for the server
    ws::WebSocketConnection *m_peer = nullptr;
};

} // namespace sockscope
