// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// QtWebSockets.
#include "announce.h"

#include <QCoreApplication>
#include <QWebSocket>
#include <QWebSocketServer>

namespace {

void echoOn(QWebSocket *socket)
{
    socket->setMaxAllowedIncomingFrameSize(MaxMessage);
    socket->setMaxAllowedIncomingMessageSize(MaxMessage);
    socket->setOutgoingFrameSize(MaxMessage);
    QObject::connect(socket, &QWebSocket::binaryMessageReceived, socket, &QWebSocket::sendBinaryMessage);
    QObject::connect(socket, &QWebSocket::textMessageReceived, socket, &QWebSocket::sendTextMessage);
    QObject::connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication program(argc, argv);
    QWebSocketServer server("echo", QWebSocketServer::NonSecureMode);
    server.setMaxPendingConnections(ListenQueue);
    QObject::connect(&server, &QWebSocketServer::newConnection, &server, [&server] {
        while (QWebSocket *socket = server.nextPendingConnection())
            echoOn(socket);
    });
    if (!server.listen(QHostAddress::LocalHost))
        qFatal("%s", qPrintable(server.errorString()));
    announcePort(server.serverPort());
    return program.exec();
}
