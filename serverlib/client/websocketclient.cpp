// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/client/websocketclient.h"

#include "serverlib/client/websocketclient_p.h"

namespace ws {

WebSocketClient::WebSocketClient(ClientOptions options, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(this, std::move(options)))
{ }

WebSocketClient::~WebSocketClient() = default;

const ClientOptions &WebSocketClient::options() const
{
    return d->nextOptions();
}

void WebSocketClient::setOptions(ClientOptions options)
{
    d->setOptions(std::move(options));
}

void WebSocketClient::setFrameTap(FrameTap *tap)
{
    d->setTap(tap);
}

void WebSocketClient::open()
{
    d->open();
}

WebSocketClient::State WebSocketClient::state() const
{
    return d->state();
}

QString WebSocketClient::subprotocol() const
{
    return d->response().subprotocol;
}

QByteArray WebSocketClient::responseHead() const
{
    return d->response().head.raw;
}

QString WebSocketClient::peerAddress() const
{
    return d->driver() != nullptr ? d->driver()->peer().address() : QString();
}

quint16 WebSocketClient::peerPort() const
{
    return d->driver() != nullptr ? d->driver()->peer().port() : 0;
}

qint64 WebSocketClient::bufferedAmount() const
{
    return d->driver() != nullptr ? d->driver()->bytesPending() : 0;
}

SendResult WebSocketClient::send(const QString &text)
{
    return send(Opcode::Text, text.toUtf8());
}

SendResult WebSocketClient::send(const QByteArray &data)
{
    return send(Opcode::Binary, data);
}

SendResult WebSocketClient::send(Opcode opcode, QByteArrayView data)
{
    return d->driver() != nullptr ? d->driver()->send(opcode, data, d->masks()) : SendResult::NotOpen;
}

SendResult WebSocketClient::ping(const QByteArray &data)
{
    return send(Opcode::Ping, data);
}

SendResult WebSocketClient::pong(const QByteArray &data)
{
    return send(Opcode::Pong, data);
}

SendResult WebSocketClient::sendFragmented(Opcode opcode, QByteArrayView data, const QList<qsizetype> &sizes)
{
    return d->driver() != nullptr ? d->driver()->sendFragmented(opcode, data, sizes, d->masks())
                                  : SendResult::NotOpen;
}

SendResult WebSocketClient::sendRaw(const FrameHeader &header, QByteArrayView payload, const WritePlan &plan)
{
    if (d->driver() == nullptr)
        return SendResult::NotOpen;
    return plan.cuts.isEmpty() ? d->driver()->sendRaw(header, payload)
                               : d->driver()->sendPlanned(header, payload, plan);
}

SendResult WebSocketClient::sendBytes(QByteArrayView bytes, const WritePlan &plan)
{
    return d->driver() != nullptr ? d->driver()->sendBytes(bytes, plan) : SendResult::NotOpen;
}

void WebSocketClient::pause()
{
    if (d->driver() != nullptr)
        d->driver()->setPaused(true);
}

void WebSocketClient::resume()
{
    if (d->driver() != nullptr)
        d->driver()->setPaused(false);
}

bool WebSocketClient::isPaused() const
{
    return d->driver() != nullptr && d->driver()->isPaused();
}

SendResult WebSocketClient::close(quint16 code, const QString &reason)
{
    if (d->driver() != nullptr)
        return d->driver()->close(code, reason);
    d->giveUp();
    return SendResult::NotOpen;
}

void WebSocketClient::terminate()
{
    if (d->driver() != nullptr)
        d->driver()->terminate();
    else
        d->giveUp();
}

void WebSocketClient::setMasking(bool on)
{
    d->setMasking(on);
}

void WebSocketClient::setAutomaticPong(bool on)
{
    d->setAutomaticPong(on);
}

void WebSocketClient::tellClosed(quint16 code, const QString &reason, bool wasClean)
{
    d->tellClosed(code, reason, wasClean);
}

} // namespace ws
