// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rawpeer.h"
#include "recordingtap.h"
#include "serverlib/server/websocketserver.h"

#include <QPointer>
#include <QTest>

/// A listening server with a tap, that echoes and writes down what its connections tell.
struct EchoServer
{
    explicit EchoServer(ws::ServerOptions options = {}) : server(std::move(options))
    {
        server.setFrameTap(&tap);
        QObject::connect(&server, &ws::WebSocketServer::connection, &server,
            [this](ws::WebSocketConnection *c) { adopt(c); });
        QObject::connect(&server, &ws::WebSocketServer::handshakeRefused, &server,
            [this](quint64, int status) { refusals.append(status); });
        if (!server.listen())
            qFatal("the server could not listen");
    }
    ~EchoServer() { server.setFrameTap(nullptr); }
    Q_DISABLE_COPY_MOVE(EchoServer)

    /// A peer without faults upgrades, is echoed and closes.
    bool servesGoodPeer()
    {
        RawPeer peer(server.port());
        const bool echoed =
            peer.upgrade() && peer.send(clientFrame(0x81, "well")) && peer.waitFor("\x81\x04well");
        return echoed && peer.send(clientFrame(0x88, closePayload(1000))) && peer.waitFor(serverClose(1000))
            && peer.waitForEnd() == RawPeer::End::Fin;
    }

    /// Waits until every connection has ended; the rule they broke, if it was one, once.
    std::optional<ws::Violation> theViolation()
    {
        const bool over = QTest::qWaitFor([this] { return !tap.accepted.isEmpty() && tap.isBalanced(); });
        const QList<ws::Violation> &found = tap.fatalViolations;
        return over && found.size() == 1 ? std::optional(found.first()) : std::nullopt;
    }

    RecordingTap tap;
    ws::WebSocketServer server;
    QPointer<ws::WebSocketConnection> latest;
    bool echo = true;
    QList<QByteArray> messages;
    QList<QByteArray> pings;
    QList<QByteArray> pongs;
    QList<ws::Violation> errors;
    QList<quint16> closeCodes;
    QStringList closeReasons;
    QList<int> refusals;

private:
    void adopt(ws::WebSocketConnection *connection)
    {
        using Connection = ws::WebSocketConnection;
        latest = connection;
        QObject::connect(connection, &Connection::messageReceived, connection,
            [this, connection](const QByteArray &data, bool isBinary) {
                messages.append(data);
                if (echo)
                    connection->send(isBinary ? ws::Opcode::Binary : ws::Opcode::Text, data);
            });
        QObject::connect(connection, &Connection::pingReceived, connection,
            [this](const QByteArray &data) { pings.append(data); });
        QObject::connect(connection, &Connection::pongReceived, connection,
            [this](const QByteArray &data) { pongs.append(data); });
        QObject::connect(connection, &Connection::errorOccurred, connection,
            [this](const ws::Violation &violation) { errors.append(violation); });
        QObject::connect(
            connection, &Connection::closed, connection, [this](quint16 code, const QString &reason) {
                closeCodes.append(code);
                closeReasons.append(reason);
            });
    }
};
