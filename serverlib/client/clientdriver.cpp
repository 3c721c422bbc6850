// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/client/clientdriver_p.h"

#include <QMetaMethod>
#include <QPointer>

#include <algorithm>

namespace ws {

namespace {

std::shared_ptr<const Endpoint::Options> endpointOptions(const ClientOptions &options)
{
    Endpoint::Options endpoint;
    endpoint.role = Role::Client;
    endpoint.limits = options.limits;
    endpoint.strictness = options.strictness;
    endpoint.automaticPong = options.automaticPong;
    endpoint.maskSource = options.maskSource;
    return std::make_shared<const Endpoint::Options>(std::move(endpoint));
}

} // namespace

ClientDriver::ClientDriver(ClientHost *host, WebSocketClient *client, ClientUpgrade *upgrade)
    : OpenSession(host, upgrade->number, std::move(upgrade->transport), endpointOptions(host->options()))
    , m_client(client)
{
    endpoint().setMaskAnswers(host->options().mask);
    if (const auto &agreed = upgrade->response.deflate)
        endpoint().setCompression(*agreed, host->options().perMessageDeflate);
}

// RFC 6455 5.4: FIN on the last, the opcode on the first, Continuation on the others.
SendResult ClientDriver::sendFragmented(
    Opcode opcode, QByteArrayView data, const QList<qsizetype> &sizes, bool mask)
{
    if (!hasRoom())
        return SendResult::NotOpen;
    const quint64 bound = endpoint().options().limits.messageBytes;
    if (bound > 0 && quint64(data.size()) > bound)
        return SendResult::TooLarge;
    if (opcode == Opcode::Text && !isValidUtf8(data))
        return SendResult::InvalidText;
    const auto sendFragment = [&](QByteArrayView part, bool first, bool last) {
        const auto key = mask ? std::optional(endpoint().options().maskSource()) : std::nullopt;
        FrameHeader header =
            makeFrameHeader(first ? opcode : Opcode::Continuation, quint64(part.size()), key);
        header.fin = last;
        endpoint().sendRaw(header, part);
    };
    qsizetype start = 0;
    bool first = true;
    for (const qsizetype wanted : sizes) {
        const qsizetype size = std::clamp<qsizetype>(wanted, 0, data.size() - start);
        sendFragment(data.sliced(start, size), std::exchange(first, false), false);
        start += size;
    }
    sendFragment(data.sliced(start), first, true);
    return sent(SendResult::Queued);
}

SendResult ClientDriver::sendPlanned(const FrameHeader &header, QByteArrayView payload, const WritePlan &plan)
{
    if (!hasRoom())
        return SendResult::NotOpen;
    m_plan = &plan;
    endpoint().sendRaw(header, payload);
    m_plan = nullptr;
    return sent(SendResult::Queued);
}

void ClientDriver::output(QByteArrayView head, QByteArrayView payload)
{
    if (m_plan != nullptr)
        paced().writeInPieces(head.toByteArray().append(payload), *m_plan);
    else
        OpenSession::output(head, payload);
}

void ClientDriver::abandon()
{
    m_client = nullptr;
    drop();
}

void ClientDriver::messageReceived(Opcode opcode, QByteArrayView payload)
{
    static const QMetaMethod signal = QMetaMethod::fromSignal(&WebSocketClient::messageReceived);
    if (!isSilent() && m_client->isSignalConnected(signal))
        emit m_client->messageReceived(payload.toByteArray(), opcode == Opcode::Binary);
}

void ClientDriver::pingReceived(QByteArrayView payload)
{
    static const QMetaMethod signal = QMetaMethod::fromSignal(&WebSocketClient::pingReceived);
    if (!isSilent() && m_client->isSignalConnected(signal))
        emit m_client->pingReceived(payload.toByteArray());
}

void ClientDriver::pongReceived(QByteArrayView payload)
{
    static const QMetaMethod signal = QMetaMethod::fromSignal(&WebSocketClient::pongReceived);
    ponged();
    if (!isSilent() && m_client->isSignalConnected(signal))
        emit m_client->pongReceived(payload.toByteArray());
}

void ClientDriver::tellViolation(const Violation &violation, bool fatal)
{
    emit m_client->errorOccurred({ClientError::Kind::Violation, violation.toString(), fatal, violation, {}});
}

void ClientDriver::tellBackpressure(bool on)
{
    emit m_client->backpressureChanged(on);
}

void ClientDriver::tellEnd(const CloseInfo &info)
{
    const QPointer<WebSocketClient> client(m_client);
    if (!info.clean && !info.transportError.isEmpty()) {
        emit client->errorOccurred({ClientError::Kind::ConnectionLost, info.transportError, true, {}, {}});
    }
    if (client)
        client->tellClosed(info.code, info.reason, info.clean);
}

} // namespace ws
