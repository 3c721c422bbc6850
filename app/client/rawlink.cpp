// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/rawlink.h"

#include "app/text/handshakeheads.h"

namespace sockscope {

ws::ClientOptions rawClientOptions(const ClientSettings &settings)
{
    ws::ClientOptions options;
    options.url = QUrl(settings.url);
    options.subprotocols = settings.subprotocols;
    options.headers = settings.headers;
    options.maxPayload = ClientLink::MaxMessageBytes;
    options.perMessageDeflate.enabled = settings.offersCompression;
    options.automaticPong = settings.answersPings;
    options.mask = settings.masks;
    if (settings.toleratesViolations)
        options.strictness = ws::Strictness::lenient();
    options.tls.moreAuthorities = trustedDevelopmentCa(settings);
    options.tls.verifyServer = settings.verifiesServer;
    return options;
}

RawLink::RawLink(const ClientRecording &recording, QObject *parent) : ClientLink(parent), m_tap(recording)
{
    using ws::WebSocketClient;
    m_client.setParent(this); // so that it moves along to another thread
    m_client.setFrameTap(&m_tap);
    connect(&m_client, &WebSocketClient::opened, this, &ClientLink::opened);
    connect(&m_client, &WebSocketClient::messageReceived, this, &ClientLink::messageReceived);
    connect(&m_client, &WebSocketClient::pingReceived, this, &ClientLink::pingReceived);
    connect(&m_client, &WebSocketClient::pongReceived, this,
        [this](const QByteArray &data) { emit pongReceived(data, m_tap.lastPongRtt()); });
    connect(&m_client, &WebSocketClient::errorOccurred, this, [this](const ws::ClientError &error) {
        const auto rule = error.violation ? std::optional(error.violation->rule) : std::nullopt;
        emit troubled(error.text, rule, error.fatal);
    });
    connect(&m_client, &WebSocketClient::closed, this, &ClientLink::closed);
}

RawLink::~RawLink()
{
    m_client.disconnect(this);
    m_client.setParent(nullptr);
}

void RawLink::open(const ClientSettings &settings)
{
    m_client.setOptions(rawClientOptions(settings));
    m_client.open();
}

ws::SendResult RawLink::send(ws::Opcode opcode, const QByteArray &data)
{
    return opcode == ws::Opcode::Ping ? m_client.ping(data) : m_client.send(opcode, data);
}

std::optional<ws::SendResult> RawLink::sendBytes(const QByteArray &bytes, const ws::WritePlan &plan)
{
    return m_client.sendBytes(bytes, plan);
}

ws::SendResult RawLink::close(quint16 code, const QString &reason)
{
    return m_client.close(code, reason);
}

void RawLink::terminate()
{
    m_client.terminate();
}

QByteArray RawLink::extensions() const
{
    return extensionsOf(m_client.responseHead());
}

} // namespace sockscope
