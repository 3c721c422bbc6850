// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The README's example on any free port; `--once` connects to itself, expects its message back and ends.
#include <serverlib/client/websocketclient.h>
#include <serverlib/server/websocketserver.h>

#include <QCoreApplication>
#include <QTimer>

static void expectEcho(QCoreApplication &program, const ws::WebSocketServer &server)
{
    auto *client = new ws::WebSocketClient({.url = QUrl(server.url())}, &program);
    QObject::connect(
        client, &ws::WebSocketClient::opened, client, [client] { client->send(QStringLiteral("Hi")); });
    QObject::connect(client, &ws::WebSocketClient::messageReceived, client,
        [](const QByteArray &data) { QCoreApplication::exit(data == "Hi" ? 0 : 2); });
    QObject::connect(client, &ws::WebSocketClient::closed, client, [] { QCoreApplication::exit(2); });
    QTimer::singleShot(10'000, &program, [] { QCoreApplication::exit(3); });
    client->open();
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
