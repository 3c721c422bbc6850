// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
// The receiving half of Endpoint: from bytes to frames to messages (RFC 6455 5 and 7).
#include "serverlib/protocol/endpoint.h"

#include <algorithm>

namespace ws {

namespace {

// A payload buffer that grew beyond this is given back after its frame; a smaller one is kept for the next.
constexpr qsizetype KeptCapacity = 64 * 1024;

} // namespace

void Endpoint::receive(QByteArrayView bytes)
{
    if (m_rawHeaderSize > 0)
        ++m_reads; // the frame begun in an earlier read goes on in this one
    while (!bytes.isEmpty()) {
        qsizetype used = 0;
        if (m_state == State::Failed || m_state == State::Closed)
            used = discard(bytes);
        else if (m_need == Need::Header)
            used = receiveHeader(bytes);
        else
            used = receivePayload(bytes);
        bytes = bytes.sliced(used);
    }
}

qsizetype Endpoint::discard(QByteArrayView bytes)
{
    // RFC 6455 5.5.1: nothing may follow a Close. The connection is over either way, so this is only noted.
    if (m_state == State::Closed && !m_dataAfterCloseNoted) {
        m_dataAfterCloseNoted = true;
        m_handler->violationFound(
            {Rule::DataAfterClose, m_frameOffset, QStringLiteral("%1 bytes").arg(bytes.size())}, false);
    }
    return bytes.size();
}

qsizetype Endpoint::receiveHeader(QByteArrayView bytes)
{
    if (m_rawHeaderSize == 0)
        m_reads = 1;
    const int before = m_rawHeaderSize;
    const qsizetype copied = std::min<qsizetype>(bytes.size(), MaxFrameHeaderSize - before);
    std::copy_n(bytes.data(), copied, m_rawHeader.data() + before);
    const auto header = parseFrameHeader(QByteArrayView(m_rawHeader.data(), before + copied));
    if (!header) {
        m_rawHeaderSize = before + int(copied);
        return copied;
    }
    m_header = *header;
    m_rawHeaderSize = m_header.encodedSize();
    m_behindHeader = bytes.sliced(m_rawHeaderSize - before);
    if (beginFrame())
        m_need = Need::Payload;
    m_behindHeader = {};
    if (m_state != State::Failed && m_header.payloadLength == 0)
        finishFrame();
    return m_state == State::Failed ? bytes.size() : m_header.encodedSize() - before;
}

qsizetype Endpoint::receivePayload(QByteArrayView bytes)
{
    const qsizetype taken = appendPayload(bytes);
    if (!isControl(m_header.opcode) && !checkText(QByteArrayView(m_payload).last(taken)))
        return bytes.size();
    if (quint64(m_payload.size()) == m_header.payloadLength)
        finishFrame();
    return taken;
}

qsizetype Endpoint::appendPayload(QByteArrayView bytes)
{
    const quint64 seen = quint64(m_payload.size());
    const auto taken = qsizetype(std::min<quint64>(quint64(bytes.size()), m_header.payloadLength - seen));
    m_payload.append(bytes.first(taken));
    if (m_header.mask)
        applyMask(m_payload.data() + seen, taken, *m_header.mask, seen);
    return taken;
}

bool Endpoint::beginFrame()
{
    if (!checkHeader())
        return false;
    if (isControl(m_header.opcode) || isReserved(m_header.opcode))
        return true;
    if (m_header.opcode != Opcode::Continuation)
        m_message.begin(m_header.opcode);
    m_message.countFragment();
    return true;
}

bool Endpoint::checkHeader()
{
    const bool mustMask = m_options.role == Role::Server;
    if ((m_header.rsv2 || m_header.rsv3) && !breaks(Rule::UnexpectedRsv23))
        return false;
    if (m_header.rsv1 && !breaks(Rule::UnexpectedRsv1))
        return false;
    if (isReserved(m_header.opcode) && !breaks(Rule::InvalidOpcode, opcodeName(m_header.opcode)))
        return false;
    if ((m_header.payloadLength >> 63) != 0)
        return breaks(Rule::LengthOutOfRange, QStringLiteral("0x%1").arg(m_header.payloadLength, 16, 16));
    if (isControl(m_header.opcode) ? !checkControlHeader() : !checkDataHeader())
        return false;
    if (m_header.lengthEncoding != minimalEncoding(m_header.payloadLength)
        && !breaks(Rule::NonMinimalLength,
            QStringLiteral("%1 written in %2 bytes")
                .arg(m_header.payloadLength)
                .arg(m_header.lengthEncoding == LengthEncoding::Bits16 ? 2 : 8)))
        return false;
    if (mustMask && !m_header.mask)
        return breaks(Rule::ExpectedMask);
    if (!mustMask && m_header.mask)
        return breaks(Rule::UnexpectedMask);
    return true;
}

bool Endpoint::checkControlHeader()
{
    if (!m_header.fin && !breaks(Rule::ExpectedFin, opcodeName(m_header.opcode)))
        return false;
    if (m_header.payloadLength <= MaxControlPayload)
        return true;
    const QString seen =
        QStringLiteral("%1 of %2 bytes").arg(opcodeName(m_header.opcode)).arg(m_header.payloadLength);
    if (!breaks(Rule::InvalidControlLength, seen))
        return false;
    const quint64 bound = m_options.limits.messageBytes;
    return bound == 0 || m_header.payloadLength <= bound || breaks(Rule::MessageTooBig, seen);
}

bool Endpoint::checkDataHeader()
{
    const bool continues = m_header.opcode == Opcode::Continuation;
    if (continues && !m_message.isActive()) {
        if (!breaks(Rule::UnexpectedContinuation))
            return false;
    } else if (!continues && !isReserved(m_header.opcode) && m_message.isActive()) {
        if (!breaks(Rule::ExpectedContinuation,
                QStringLiteral("%1 after %2 fragments")
                    .arg(opcodeName(m_header.opcode))
                    .arg(m_message.fragments())))
            return false;
    }
    const Limits &limits = m_options.limits;
    const quint64 before = continues ? m_message.size() : 0;
    if (limits.messageBytes > 0 && m_header.payloadLength > limits.messageBytes - before) {
        return breaks(Rule::MessageTooBig,
            QStringLiteral("%1 bytes, maxPayload is %2")
                .arg(before + m_header.payloadLength)
                .arg(limits.messageBytes));
    }
    if (continues && limits.messageFragments > 0 && m_message.fragments() >= limits.messageFragments)
        return breaks(Rule::TooManyFragments, QStringLiteral("the limit is %1").arg(limits.messageFragments));
    return true;
}

// RFC 6455 8.1, at the offending byte: `fresh` is the end of m_payload.
bool Endpoint::checkText(QByteArrayView fresh)
{
    if (!m_message.validates() || isReserved(m_header.opcode))
        return true;
    const quint64 start = payloadOffset() + quint64(m_payload.size() - fresh.size());
    const qsizetype valid = m_message.utf8().feed(fresh);
    if (valid == fresh.size())
        return true;
    m_message.setTextBroken();
    return breaksAt(start + quint64(valid), Rule::InvalidUtf8,
        QStringLiteral("byte 0x%1 at %2 of the frame's payload")
            .arg(quint8(fresh[valid]), 2, 16, QLatin1Char('0'))
            .arg(start + quint64(valid) - payloadOffset()));
}

void Endpoint::finishFrame()
{
    if (isControl(m_header.opcode) && !isReserved(m_header.opcode))
        finishControlFrame();
    else if (isReserved(m_header.opcode))
        reportFrame();
    else
        finishDataFrame();
    if (m_state != State::Failed)
        endFrame();
}

void Endpoint::finishDataFrame()
{
    if (m_header.fin && m_message.validates() && !m_message.utf8().isComplete()) {
        m_message.setTextBroken();
        if (!breaksAt(payloadOffset() + m_header.payloadLength, Rule::InvalidUtf8,
                QStringLiteral("the message ends within a code point")))
            return;
    }
    reportFrame();
    if (!m_message.isActive())
        return; // a stray continuation, tolerated: there is nothing it belongs to
    if (!m_header.fin) {
        m_message.append(m_payload);
        return;
    }
    const Opcode opcode = m_message.opcode();
    if (m_message.fragments() == 1) {
        m_handler->messageReceived(opcode, m_payload);
    } else {
        m_message.append(m_payload);
        m_handler->messageReceived(opcode, m_message.payload());
    }
    m_message.reset();
}

void Endpoint::finishControlFrame()
{
    if (m_header.opcode == Opcode::Close) {
        finishClose();
        return;
    }
    reportFrame();
    if (m_header.opcode == Opcode::Pong) {
        m_handler->pongReceived(m_payload);
        return;
    }
    // RFC 6455 5.5.2: answer with the ping's own payload, unless a Close has been sent or received.
    if (m_options.automaticPong && m_state == State::Open)
        send(Opcode::Pong, m_payload, m_maskAnswers);
    m_handler->pingReceived(m_payload);
}

void Endpoint::finishClose()
{
    const ClosePayload close = parseClosePayload(m_payload);
    if (close.violation
        && !breaksAt(
            payloadOffset() + close.violation->offset, close.violation->rule, close.violation->detail))
        return;
    reportFrame();
    // RFC 6455 5.5.1: the first Close is answered, typically with its own code.
    if (m_state == State::Open)
        sendClose(
            isValidOnWire(close.code) ? close.code : quint16(CloseCode::NoStatusReceived), {}, m_maskAnswers);
    m_state = State::Closed;
    m_handler->closeReceived(close.code, close.reason);
}

void Endpoint::endFrame()
{
    m_frameOffset = payloadOffset() + m_header.payloadLength;
    m_rawHeaderSize = 0;
    m_need = Need::Header;
    if (m_payload.capacity() > KeptCapacity)
        m_payload = {};
    else
        m_payload.resize(0);
}

bool Endpoint::breaks(Rule rule, const QString &detail)
{
    return breaksAt(m_frameOffset, rule, detail);
}

bool Endpoint::breaksAt(quint64 offset, Rule rule, const QString &detail)
{
    m_noted.append({rule, offset, detail});
    if (m_options.strictness.tolerates(rule))
        return true;
    const Violation violation = m_noted.takeLast();
    m_noted.prepend(violation); // the one that counts is shown on the frame
    appendPayload(m_behindHeader); // and what came with a wrong header, for whoever looks for the reason
    reportFrame();
    fail(violation);
    return false;
}

// Shows the frame, then the tolerated rules it broke.
void Endpoint::reportFrame()
{
    const QList<Violation> noted = std::exchange(m_noted, {});
    m_handler->frameReceived({m_header, QByteArrayView(m_rawHeader.data(), m_rawHeaderSize), m_payload,
        noted.isEmpty() ? nullptr : &noted.first(), m_reads});
    for (const Violation &violation : noted) {
        if (m_options.strictness.tolerates(violation.rule))
            m_handler->violationFound(violation, false);
    }
}

} // namespace ws
