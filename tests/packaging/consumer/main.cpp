// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The README's example on any free port; `--once` connects to itself, expects its message back and ends.
#include <serverlib/server/websocketserver.h>

#include <QCoreApplication>
#include <QTcpSocket>
#include <QTimer>

/// A client's upgrade and a masked "Hi" (mask 0), as bytes.
static QByteArray helloFromClient(const ws::WebSocketServer &server)
{
    const QByteArray host = server.address().toLatin1() + ':' + QByteArray::number(server.port());
    return "GET / HTTP/1.1\r\nHost: " + host
        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        + QByteArray::fromHex("8182000000004869");
}

static void expectEcho(QCoreApplication &program, const ws::WebSocketServer &server)
{
    auto *socket = new QTcpSocket(&program);
    QObject::connect(socket, &QTcpSocket::readyRead, &program, [socket] {
        static QByteArray received;
        received += socket->readAll();
        if (received.endsWith(QByteArray::fromHex("81024869")))
            QCoreApplication::exit(0);
    });
    QObject::connect(socket, &QTcpSocket::disconnected, &program, [] { QCoreApplication::exit(2); });
    socket->connectToHost(server.address(), server.port());
    socket->write(helloFromClient(server));
    QTimer::singleShot(10'000, &program, [] { QCoreApplication::exit(3); });
}

int main(int argc, char **argv)
{
    QCoreApplication program(argc, argv);
    ws::WebSocketServer server({.host = QStringLiteral("127.0.0.1"), .port = 0});
    QObject::connect(&server, &ws::WebSocketServer::connection, [](ws::WebSocketConnection *client) {
        QObject::connect(client, &ws::WebSocketConnection::messageReceived, client,
            [client](const QByteArray &data, bool isBinary) {
                client->send(isBinary ? ws::Opcode::Binary : ws::Opcode::Text, data);
            });
    });
    if (!server.listen())
        return 1;
    if (program.arguments().contains(QStringLiteral("--once")))
        expectEcho(program, server);
    return program.exec();
}
