// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
// The receiving half of Endpoint: from bytes to frames to messages (RFC 6455 5 and 7).
#include "serverlib/protocol/endpoint.h"

#include <algorithm>
#include <cstring>

namespace ws {

namespace {

// Less than this is better read with what follows it.
constexpr qsizetype LeastRoom = 64 * 1024;

QByteArrayView viewOf(std::span<const char> bytes)
{
    return {bytes.data(), qsizetype(bytes.size())};
}

} // namespace

void Endpoint::receive(std::span<char> bytes)
{
    if (m_rawHeaderSize > 0)
        ++m_reads; // the frame begun in an earlier read goes on in this one
    while (!bytes.empty()) {
        if (m_state == State::Failed || m_state == State::Closed) {
            discard(bytes);
            break;
        }
        if (const size_t whole = receiveWholeMessage(bytes); whole > 0) {
            bytes = bytes.subspan(whole);
            continue;
        }
        bytes = m_need == Need::Header ? receiveHeader(bytes) : receivePayload(bytes);
    }
    m_sameRead = false;
}

void Endpoint::discard(std::span<char> bytes)
{
    // RFC 6455 5.5.1: nothing may follow a Close. The connection is over either way, so this is only noted.
    if (m_state == State::Closed && !m_dataAfterCloseNoted) {
        m_dataAfterCloseNoted = true;
        m_handler->violationFound(
            {Rule::DataAfterClose, m_frameOffset, QStringLiteral("%1 bytes").arg(bytes.size())}, false);
    }
}

std::span<char> Endpoint::receiveHeader(std::span<char> bytes)
{
    if (m_rawHeaderSize == 0)
        m_reads = 1;
    const int before = m_rawHeaderSize;
    size_t copied = m_rawHeader.size();
    if (before == 0 && bytes.size() >= copied) {
        std::memcpy(m_rawHeader.data(), bytes.data(), m_rawHeader.size()); // a known size: two instructions
    } else {
        copied = std::min(bytes.size(), m_rawHeader.size() - size_t(before));
        std::memcpy(m_rawHeader.data() + before, bytes.data(), copied);
    }
    const int size =
        parseFrameHeader(QByteArrayView(m_rawHeader.data(), before + qsizetype(copied)), &m_header);
    if (size == 0) {
        m_rawHeaderSize = before + int(copied);
        return bytes.subspan(copied);
    }
    m_rawHeaderSize = size;
    m_behindHeader = bytes.subspan(size_t(m_rawHeaderSize - before));
    if (!beginFrame())
        return {};
    bytes = std::exchange(m_behindHeader, {});
    m_need = Need::Payload;
    if (m_header.payloadLength == 0)
        finishFrame();
    return bytes;
}

bool Endpoint::beginFrame()
{
    m_inflatedBefore = m_message.payload().size();
    if (!checkHeader())
        return false;
    if (isControl(m_header.opcode) || isReserved(m_header.opcode))
        return true;
    if (m_header.opcode != Opcode::Continuation) {
        m_message.begin(m_header.opcode, m_header.rsv1 && m_compression);
        m_inflatedBefore = 0;
    }
    m_message.countFragment(m_header.payloadLength);
    return true;
}

std::span<char> Endpoint::receivePayload(std::span<char> bytes)
{
    const QByteArrayView fresh = takePayload(bytes);
    if (!isControl(m_header.opcode) && !takeData(fresh))
        return {};
    if (quint64(m_payload.size()) == m_header.payloadLength)
        finishFrame();
    return bytes.subspan(size_t(fresh.size()));
}

// Unmasks what @p bytes hold of the payload: in place when that is all of it or lies where room() said, else
// on the way to m_collected.
QByteArrayView Endpoint::takePayload(std::span<char> bytes)
{
    const qsizetype before = m_payload.size();
    const quint64 missing = m_header.payloadLength - quint64(before);
    const std::span<char> part = bytes.first(size_t(std::min(quint64(bytes.size()), missing)));
    if (before == 0 && part.size() == missing) {
        if (m_header.mask)
            applyMask(part.data(), viewOf(part), *m_header.mask);
        m_payload = viewOf(part);
        return m_payload;
    }
    const bool isInRoom = !m_collected.isNull() && part.data() == m_collected.constData() + before;
    if (m_collected.isNull())
        m_collected = m_options->buffers->take();
    if (!isInRoom)
        m_collected.resize(before + qsizetype(part.size()));
    char *const to = m_collected.data() + before;
    if (m_header.mask)
        applyMask(to, viewOf(part), *m_header.mask, quint64(before));
    else if (!isInRoom)
        std::memcpy(to, part.data(), part.size());
    m_payload = QByteArrayView(m_collected).first(before + qsizetype(part.size()));
    return m_payload.sliced(before);
}

// What has arrived vouches for as much again: never for what the header promises.
std::span<char> Endpoint::room()
{
    if (m_collected.isNull())
        return {};
    const qsizetype arrived = m_payload.size();
    const quint64 missing = m_header.payloadLength - quint64(arrived);
    const qsizetype vouched = std::max(arrived, m_collected.capacity() - arrived);
    const auto size = qsizetype(std::min(missing, quint64(vouched)));
    if (size < LeastRoom)
        return {};
    m_collected.resize(arrived + size);
    m_payload = QByteArrayView(m_collected).first(arrived);
    return {m_collected.data() + arrived, size_t(size)};
}

// The next bytes of a message, as they come.
bool Endpoint::takeData(QByteArrayView fresh)
{
    if (isReserved(m_header.opcode) || !m_message.isActive())
        return true;
    if (m_message.isCompressed())
        return inflate(fresh);
    return !m_message.validates()
        || checkText(fresh, payloadOffset() + quint64(m_payload.size() - fresh.size()));
}

// RFC 7692 7.2.2. Offsets within compressed bytes say where the read began that brought them.
bool Endpoint::inflate(QByteArrayView fresh)
{
    const quint64 offset = payloadOffset() + quint64(m_payload.size() - fresh.size());
    const quint64 limit = m_options->limits.messageBytes;
    QByteArray *const message = m_message.grown(*m_options->buffers);
    const qsizetype before = message->size();
    const bool isLast = m_header.fin && quint64(m_payload.size()) == m_header.payloadLength;
    Inflater &inflater = m_compression->inflater();
    auto result = inflater.feed(fresh, message, limit);
    if (result == Inflater::Result::Ok && isLast)
        result = inflater.finish(message, limit);
    if (result == Inflater::Result::TooBig)
        return breaksAt(offset, Rule::MessageTooBig,
            QStringLiteral("it inflates to more than maxPayload, %1 bytes").arg(limit));
    if (result == Inflater::Result::Corrupt)
        return breaksAt(offset, Rule::InvalidDeflate,
            QStringLiteral("after %1 bytes of the message").arg(message->size()));
    return !m_message.validates() || checkText(QByteArrayView(*message).sliced(before), offset);
}

// RFC 6455 8.1, at the offending byte; @p offset is that of fresh[0].
bool Endpoint::checkText(QByteArrayView fresh, quint64 offset)
{
    const qsizetype valid = m_message.utf8().feed(fresh);
    if (valid == fresh.size())
        return true;
    m_message.setTextBroken();
    const bool compressed = m_message.isCompressed();
    const QByteArrayView whole = compressed ? m_message.payload() : m_payload;
    return breaksAt(compressed ? offset : offset + quint64(valid), Rule::InvalidUtf8,
        QStringLiteral("byte 0x%1 at %2 of the %3")
            .arg(quint8(fresh[valid]), 2, 16, QLatin1Char('0'))
            .arg(whole.size() - fresh.size() + valid)
            .arg(compressed ? QStringLiteral("inflated message") : QStringLiteral("frame's payload")));
}

void Endpoint::finishFrame()
{
    if (isReserved(m_header.opcode))
        reportFrame();
    else if (isControl(m_header.opcode))
        finishControlFrame();
    else
        finishDataFrame();
    if (m_state != State::Failed)
        endFrame();
}

void Endpoint::finishDataFrame()
{
    // An empty last fragment brings no bytes, but ends the compressed message all the same.
    if (m_header.payloadLength == 0 && !takeData({}))
        return;
    if (m_header.fin && m_message.validates() && !m_message.utf8().isComplete()) {
        m_message.setTextBroken();
        if (!breaksAt(payloadOffset() + m_header.payloadLength, Rule::InvalidUtf8,
                QStringLiteral("the message ends within a code point")))
            return;
    }
    reportFrame();
    if (!m_message.isActive())
        return; // a stray continuation, tolerated: there is nothing it belongs to
    const bool isWhole = m_header.fin && m_message.fragments() == 1;
    if (!m_message.isCompressed() && !isWhole)
        m_message.grown(*m_options->buffers)->append(m_payload);
    if (!m_header.fin)
        return;
    m_handler->messageReceived(
        m_message.opcode(), isWhole && !m_message.isCompressed() ? m_payload : m_message.payload());
    m_message.reset(*m_options->buffers);
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
    if (m_automaticPong && m_state == State::Open)
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
    m_payload = {};
    if (!m_collected.isNull())
        m_options->buffers->give(m_collected);
}

} // namespace ws
