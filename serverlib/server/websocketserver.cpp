// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/server/websocketserver_p.h"

namespace ws {

WebSocketServer::WebSocketServer(ServerOptions options, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(this, std::move(options)))
{ }

WebSocketServer::~WebSocketServer() = default;

const ServerOptions &WebSocketServer::options() const
{
    return d->options();
}

void WebSocketServer::setFrameTap(FrameTap *tap)
{
    d->setTap(tap);
}

bool WebSocketServer::listen()
{
    return d->listen();
}

bool WebSocketServer::isListening() const
{
    return d->isListening();
}

QString WebSocketServer::errorString() const
{
    return d->errorString();
}

QStringList WebSocketServer::warnings() const
{
    return d->warnings();
}

void WebSocketServer::suspend(Suspension suspension)
{
    d->suspend(suspension);
}

bool WebSocketServer::resume()
{
    return d->resume();
}

void WebSocketServer::close(quint16 code, const QString &reason)
{
    d->close(code, reason);
}

QString WebSocketServer::address() const
{
    return d->address();
}

quint16 WebSocketServer::port() const
{
    return d->port();
}

QString WebSocketServer::url() const
{
    return isListening() ? d->url() : QString();
}

QList<WebSocketConnection *> WebSocketServer::clients() const
{
    return d->options().clientTracking ? d->connections() : QList<WebSocketConnection *>();
}

int WebSocketServer::connectionCount() const
{
    return d->connectionCount();
}

quint64 WebSocketServer::refusedByBacklog() const
{
    return d->refusedByBacklog();
}

BroadcastResult WebSocketServer::broadcast(const QString &text, const WebSocketConnection *except)
{
    return d->broadcast(Opcode::Text, text.toUtf8(), except, false);
}

BroadcastResult WebSocketServer::broadcast(const QByteArray &data, const WebSocketConnection *except)
{
    return d->broadcast(Opcode::Binary, data, except, false);
}

BroadcastResult WebSocketServer::broadcast(
    Opcode opcode, QByteArrayView data, const WebSocketConnection *except, bool mask)
{
    return d->broadcast(opcode, data, except, mask);
}

void WebSocketServer::setAcceptHandler(AcceptHandler handler)
{
    d->setAcceptHandler(std::move(handler));
}

void WebSocketServer::setMessageHandler(MessageHandler handler)
{
    d->setMessageHandler(std::move(handler));
}

void WebSocketServer::setHeartbeat(
    std::chrono::milliseconds pingInterval, std::chrono::milliseconds pongTimeout)
{
    d->setHeartbeat(pingInterval, pongTimeout);
}

void WebSocketServer::setAutomaticPong(bool on)
{
    d->setAutomaticPong(on);
}

} // namespace ws
