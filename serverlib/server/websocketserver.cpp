// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/server/websocketserver_p.h"

#include <QHostAddress>

namespace ws {

WebSocketServer::WebSocketServer(ServerOptions options, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(this, std::move(options)))
{ }

WebSocketServer::~WebSocketServer() = default;

const ServerOptions &WebSocketServer::options() const
{
    return d->options;
}

void WebSocketServer::setFrameTap(FrameTap *tap)
{
    d->frameTap = tap;
}

bool WebSocketServer::listen()
{
    return d->listen();
}

bool WebSocketServer::isListening() const
{
    return d->acceptor.isListening();
}

QString WebSocketServer::errorString() const
{
    return d->error;
}

void WebSocketServer::close(quint16 code, const QString &reason)
{
    d->close(code, reason);
}

QString WebSocketServer::address() const
{
    return d->acceptor.serverAddress().toString();
}

quint16 WebSocketServer::port() const
{
    return d->acceptor.serverPort();
}

QString WebSocketServer::url() const
{
    const bool isIpv6 = d->acceptor.serverAddress().protocol() == QAbstractSocket::IPv6Protocol;
    const QString host = isIpv6 ? QStringLiteral("[%1]").arg(address()) : address();
    return QStringLiteral("ws://%1:%2/").arg(host).arg(port());
}

QList<WebSocketConnection *> WebSocketServer::clients() const
{
    return d->options.clientTracking ? d->connections : QList<WebSocketConnection *>();
}

int WebSocketServer::connectionCount() const
{
    return int(d->connections.size());
}

quint64 WebSocketServer::refusedByBacklog() const
{
    return d->refusedByBacklog;
}

void WebSocketServer::setAcceptHandler(AcceptHandler handler)
{
    d->options.acceptHandler = std::move(handler);
}

void WebSocketServer::setAutomaticPong(bool on)
{
    d->options.automaticPong = on;
    for (WebSocketConnection *connection : std::as_const(d->connections))
        connection->setAutomaticPong(on);
}

} // namespace ws
