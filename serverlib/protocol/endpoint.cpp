// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/protocol/endpoint.h"

#include <utility>

namespace ws {

Endpoint::Endpoint(Options options, EndpointHandler *handler)
    : m_options(std::move(options)), m_handler(handler), m_maskAnswers(masksByRule())
{ }

SendResult Endpoint::send(Opcode opcode, QByteArrayView payload, bool mask)
{
    if (m_state != State::Open)
        return SendResult::NotOpen;
    const quint64 size = quint64(payload.size());
    const quint64 bound = isControl(opcode) ? MaxControlPayload : m_options.limits.messageBytes;
    if (bound > 0 && size > bound)
        return SendResult::TooLarge;
    if (opcode == Opcode::Text && !isValidUtf8(payload))
        return SendResult::InvalidText;
    write(
        makeFrameHeader(opcode, size, mask ? std::optional(m_options.maskSource()) : std::nullopt), payload);
    return SendResult::Queued;
}

SendResult Endpoint::sendClose(quint16 code, QByteArrayView reason, bool mask)
{
    if (m_state != State::Open)
        return SendResult::NotOpen;
    if (!isValidOnWire(code) && code != quint16(CloseCode::NoStatusReceived))
        return SendResult::InvalidCloseCode;
    const QByteArray payload = encodeClosePayload(code, reason);
    m_state = State::CloseSent;
    write(makeFrameHeader(Opcode::Close, quint64(payload.size()),
              mask ? std::optional(m_options.maskSource()) : std::nullopt),
        payload);
    return SendResult::Queued;
}

void Endpoint::sendRaw(const FrameHeader &header, QByteArrayView payload)
{
    write(header, payload);
}

QByteArray Endpoint::takeOutput()
{
    return std::exchange(m_output, {});
}

void Endpoint::write(const FrameHeader &header, QByteArrayView payload)
{
    std::array<char, MaxFrameHeaderSize> raw;
    const QByteArrayView rawHeader(raw.data(), encodeFrameHeader(header, raw.data()));
    m_output.reserve(m_output.size() + rawHeader.size() + payload.size());
    m_output.append(rawHeader);
    const qsizetype payloadStart = m_output.size();
    m_output.append(payload);
    if (header.mask)
        applyMask(m_output.data() + payloadStart, payload.size(), *header.mask);
    m_handler->frameSent({header, rawHeader, payload});
}

// RFC 6455 7.1.7: fail the WebSocket connection.
void Endpoint::fail(const Violation &violation)
{
    const bool closeOwed = m_state == State::Open;
    m_state = State::Failed;
    m_message.reset();
    m_payload = {};
    if (closeOwed) {
        const RuleInfo &info = ruleInfo(violation.rule);
        const QByteArray payload = encodeClosePayload(
            quint16(info.closeCode), QStringLiteral("%1: %2").arg(info.name, info.text).toLatin1());
        const auto mask = m_maskAnswers ? std::optional(m_options.maskSource()) : std::nullopt;
        write(makeFrameHeader(Opcode::Close, quint64(payload.size()), mask), payload);
    }
    m_handler->violationFound(violation, true);
}

} // namespace ws
