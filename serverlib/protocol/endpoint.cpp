// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
// The sending half of Endpoint, and how it fails.
#include "serverlib/protocol/endpoint.h"

#include <algorithm>
#include <utility>

namespace ws {

Endpoint::Endpoint(std::shared_ptr<const Options> options, EndpointHandler *handler)
    : m_options(std::move(options))
    , m_handler(handler)
    , m_automaticPong(m_options->automaticPong)
    , m_maskAnswers(masksByRule())
{ }

void Endpoint::setCompression(const DeflateParameters &agreed, const DeflateOptions &options)
{
    m_compression = std::make_unique<MessageCompression>(m_options->role, agreed, options);
}

inline FrameHeader Endpoint::headerOf(Opcode opcode, QByteArrayView payload, bool mask) const
{
    FrameHeader header = makeFrameHeader(opcode, quint64(payload.size()));
    if (mask)
        header.mask = m_options->maskSource();
    return header;
}

SendResult Endpoint::send(Opcode opcode, QByteArrayView payload, bool mask)
{
    if (m_state != State::Open)
        return SendResult::NotOpen;
    if (const SendResult result = check(opcode, payload, m_options->limits); result != SendResult::Queued)
        return result;
    if (m_compression && !isControl(opcode) && m_compression->isWorthwhile(payload.size()))
        sendCompressed(opcode, payload, mask);
    else if (mask || m_framesWatched)
        write(headerOf(opcode, payload, mask), payload);
    else
        writePlain(opcode, payload);
    return SendResult::Queued;
}

SendResult Endpoint::check(Opcode opcode, QByteArrayView payload, const Limits &limits)
{
    const quint64 bound = isControl(opcode) ? MaxControlPayload : limits.messageBytes;
    if (bound > 0 && quint64(payload.size()) > bound)
        return SendResult::TooLarge;
    if (opcode == Opcode::Text && !isValidUtf8(payload))
        return SendResult::InvalidText;
    return SendResult::Queued;
}

SendResult Endpoint::sendEncoded(const EncodedFrame &frame)
{
    if (m_state != State::Open)
        return SendResult::NotOpen;
    m_handler->outputShared(frame.wire);
    if (m_framesWatched)
        m_handler->frameSent({frame.header, frame.rawHeader(), frame.payload, nullptr, 1, m_sameRead});
    return SendResult::Queued;
}

void Endpoint::sendCompressed(Opcode opcode, QByteArrayView message, bool mask)
{
    QByteArray payload = m_options->buffers->take();
    m_compression->compress(message, &payload);
    FrameHeader header = headerOf(opcode, payload, mask);
    header.rsv1 = true; // RFC 7692 6.1
    write(header, payload, &message);
    m_options->buffers->give(payload);
}

SendResult Endpoint::sendClose(quint16 code, QByteArrayView reason, bool mask)
{
    if (m_state != State::Open)
        return SendResult::NotOpen;
    if (!isValidOnWire(code) && code != quint16(CloseCode::NoStatusReceived))
        return SendResult::InvalidCloseCode;
    const QByteArray payload = encodeClosePayload(code, reason);
    m_state = State::CloseSent;
    write(headerOf(Opcode::Close, payload, mask), payload);
    return SendResult::Queued;
}

void Endpoint::sendRaw(const FrameHeader &header, QByteArrayView payload)
{
    write(header, payload);
}

void Endpoint::bytesSent(QByteArrayView bytes)
{
    FrameHeader header;
    while (const int size = parseFrameHeader(bytes, &header)) {
        const quint64 present = std::min(header.payloadLength, quint64(bytes.size() - size));
        const QByteArrayView rawHeader = bytes.first(size);
        const QByteArrayView payload = bytes.sliced(size, qsizetype(present));
        bytes = bytes.sliced(size + payload.size());
        // The peer's window holds what our own compression has not seen.
        if (header.rsv1 && m_compression)
            m_compression->restart();
        if (header.opcode == Opcode::Close && present == header.payloadLength && m_state == State::Open)
            m_state = State::CloseSent;
        if (!m_framesWatched)
            continue;
        QByteArray plain = payload.toByteArray();
        if (header.mask)
            applyMask(plain.data(), payload, *header.mask);
        m_handler->frameSent({header, rawHeader, plain, nullptr, 1, m_sameRead});
    }
}

// write(), for what is neither masked nor watched: of such a header little is left to compute.
void Endpoint::writePlain(Opcode opcode, QByteArrayView payload)
{
    std::array<char, MaxFrameHeaderSize> raw;
    const int size = encodeFrameHeader(makeFrameHeader(opcode, quint64(payload.size())), raw.data());
    m_handler->output({raw.data(), size}, payload);
}

void Endpoint::write(const FrameHeader &header, QByteArrayView payload, const QByteArrayView *inflated)
{
    std::array<char, MaxFrameHeaderSize> raw;
    const QByteArrayView rawHeader(raw.data(), encodeFrameHeader(header, raw.data()));
    if (header.mask) {
        QByteArray masked = m_options->buffers->take();
        masked.resize(payload.size());
        applyMask(masked.data(), payload, *header.mask);
        m_handler->output(rawHeader, masked);
        m_options->buffers->give(masked);
    } else {
        m_handler->output(rawHeader, payload);
    }
    if (m_framesWatched) {
        m_handler->frameSent({header, rawHeader, payload, nullptr, 1, m_sameRead, inflated != nullptr,
            inflated != nullptr ? *inflated : QByteArrayView()});
    }
}

void Endpoint::fail(const Violation &violation)
{
    m_message.reset(*m_options->buffers);
    m_options->buffers->give(m_collected);
    m_payload = {};
    giveUp(violation);
}

// RFC 6455 7.1.7: fail the WebSocket connection. What was received is left alone: a handler may hold views of
// it.
void Endpoint::giveUp(const Violation &violation)
{
    const bool closeOwed = m_state == State::Open;
    m_state = State::Failed;
    if (closeOwed) {
        const RuleInfo &info = ruleInfo(violation.rule);
        const QByteArray payload = encodeClosePayload(
            quint16(info.closeCode), QStringLiteral("%1: %2").arg(info.name, info.text).toLatin1());
        write(headerOf(Opcode::Close, payload, m_maskAnswers), payload);
    }
    m_handler->violationFound(violation, true);
}

} // namespace ws
