// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/server/websocketconnection.h"

#include "serverlib/server/connectiondriver_p.h"

#include <QMetaMethod>

namespace ws {

WebSocketConnection::WebSocketConnection(std::shared_ptr<ConnectionDriver> driver, QObject *parent)
    : QObject(parent), m_driver(std::move(driver))
{ }

WebSocketConnection::~WebSocketConnection()
{
    m_driver->abandon();
}

quint64 WebSocketConnection::number() const
{
    return m_driver->number();
}

WebSocketConnection::State WebSocketConnection::state() const
{
    switch (m_driver->state()) {
    case OpenSession::State::Open:
        return State::Open;
    case OpenSession::State::Closing:
        return State::Closing;
    case OpenSession::State::Closed:
        return State::Closed;
    }
    Q_UNREACHABLE();
}

QString WebSocketConnection::peerAddress() const
{
    return m_driver->peer().address();
}

quint16 WebSocketConnection::peerPort() const
{
    return m_driver->peer().port();
}

std::optional<TlsInfo> WebSocketConnection::tlsInfo() const
{
    return m_driver->tlsInfo();
}

QString WebSocketConnection::path() const
{
    return m_driver->path();
}

QString WebSocketConnection::subprotocol() const
{
    return m_driver->subprotocol();
}

QByteArray WebSocketConnection::extensions() const
{
    return m_driver->extensions();
}

QByteArray WebSocketConnection::requestHead() const
{
    return m_driver->requestHead();
}

void WebSocketConnection::wrapLink(const std::function<std::unique_ptr<Transport>(
        std::unique_ptr<Transport> link, QByteArrayView header, quint64 payload)> &wrap)
{
    m_driver->wrapLink(wrap);
}

qint64 WebSocketConnection::bufferedAmount() const
{
    return m_driver->bytesPending();
}

SendResult WebSocketConnection::send(const QString &text, bool mask)
{
    return m_driver->send(Opcode::Text, text.toUtf8(), mask);
}

SendResult WebSocketConnection::send(const QByteArray &data, bool mask)
{
    return m_driver->send(Opcode::Binary, data, mask);
}

SendResult WebSocketConnection::send(Opcode opcode, QByteArrayView data, bool mask)
{
    return m_driver->send(opcode, data, mask);
}

SendResult WebSocketConnection::ping(const QByteArray &data, bool mask)
{
    return m_driver->send(Opcode::Ping, data, mask);
}

SendResult WebSocketConnection::pong(const QByteArray &data, bool mask)
{
    return m_driver->send(Opcode::Pong, data, mask);
}

SendResult WebSocketConnection::sendRaw(const FrameHeader &header, QByteArrayView payload)
{
    return m_driver->sendRaw(header, payload);
}

SendResult WebSocketConnection::sendBytes(QByteArrayView bytes, const WritePlan &plan)
{
    return m_driver->sendBytes(bytes, plan);
}

bool WebSocketConnection::hasBackpressure() const
{
    return m_driver->hasBackpressure();
}

void WebSocketConnection::pause()
{
    m_driver->setPaused(true);
}

void WebSocketConnection::resume()
{
    m_driver->setPaused(false);
}

bool WebSocketConnection::isPaused() const
{
    return m_driver->isPaused();
}

SendResult WebSocketConnection::close(
    quint16 code, const QString &reason, std::optional<std::chrono::milliseconds> closeTime)
{
    return m_driver->close(code, reason, closeTime);
}

void WebSocketConnection::terminate()
{
    m_driver->terminate();
}

void WebSocketConnection::setAutomaticPong(bool on)
{
    m_driver->setAutomaticPong(on);
}

void WebSocketConnection::connectNotify(const QMetaMethod &signal)
{
    if (signal == QMetaMethod::fromSignal(&WebSocketConnection::messageReceived))
        m_messagesWanted = true;
}

} // namespace ws
