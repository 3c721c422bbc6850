// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/server/connectiondriver_p.h"

#include <QMetaMethod>

#include <utility>

namespace ws {

ConnectionDriver::ConnectionDriver(ServerHost *host, Upgrade upgrade)
    : OpenSession(host, upgrade.number, std::move(upgrade.transport), host->endpointOptions())
    , m_requestHead(
          upgrade.request.head.raw.constData(), upgrade.request.head.raw.size()) // without spare room
    , m_peer(upgrade.peer)
{
    auto tls = transport().tlsInfo();
    if (!upgrade.subprotocol.isEmpty() || upgrade.deflate || tls) {
        m_agreed = std::make_unique<const Agreed>(Agreed{
            upgrade.subprotocol, upgrade.deflate ? upgrade.deflate->header : QByteArray(), std::move(tls)});
    }
    endpoint().setMaskAnswers(host->options().maskAnswers);
    if (upgrade.deflate)
        endpoint().setCompression(upgrade.deflate->parameters, host->options().perMessageDeflate);
}

WebSocketConnection *ConnectionDriver::makeConnection(
    std::shared_ptr<ConnectionDriver> driver, QObject *parent)
{
    ConnectionDriver &works = *driver;
    works.m_connection = new WebSocketConnection(std::move(driver), parent);
    return works.m_connection;
}

void ConnectionDriver::abandon()
{
    m_connection = nullptr;
    drop();
}

// A QByteArray and a signal are the dearest part of a small message: both only where somebody listens.
void ConnectionDriver::messageReceived(Opcode opcode, QByteArrayView payload)
{
    if (isSilent())
        return;
    if (const MessageHandler &handler = serverOptions().messageHandler)
        handler(m_connection, payload, opcode == Opcode::Binary);
    if (m_connection->m_messagesWanted && !isSilent())
        emit m_connection->messageReceived(payload.toByteArray(), opcode == Opcode::Binary);
}

void ConnectionDriver::pingReceived(QByteArrayView payload)
{
    static const QMetaMethod signal = QMetaMethod::fromSignal(&WebSocketConnection::pingReceived);
    if (!isSilent() && m_connection->isSignalConnected(signal))
        emit m_connection->pingReceived(payload.toByteArray());
}

void ConnectionDriver::pongReceived(QByteArrayView payload)
{
    static const QMetaMethod signal = QMetaMethod::fromSignal(&WebSocketConnection::pongReceived);
    ponged();
    if (!isSilent() && m_connection->isSignalConnected(signal))
        emit m_connection->pongReceived(payload.toByteArray());
}

void ConnectionDriver::tellViolation(const Violation &violation, bool fatal)
{
    emit m_connection->errorOccurred(violation, fatal);
}

void ConnectionDriver::tellBackpressure(bool on)
{
    emit m_connection->backpressureChanged(on);
}

void ConnectionDriver::tellEnd(const CloseInfo &info)
{
    m_connection->deleteLater();
    emit m_connection->closed(info.code, info.reason);
}

} // namespace ws
