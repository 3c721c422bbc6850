// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
// The rules that a frame breaks by its header (RFC 6455 5.2 to 5.5), and what becomes of a broken rule.
#include "serverlib/protocol/endpoint.h"

#include <utility>

namespace ws {

namespace {

// What compression may add to bytes that it cannot compress, by zlib's deflateBound() for its smallest
// window.
constexpr quint64 compressedBound(quint64 bytes)
{
    return bytes + bytes / 8 + bytes / 64 + 64;
}

bool beginsMessage(Opcode opcode)
{
    return opcode == Opcode::Text || opcode == Opcode::Binary;
}

} // namespace

// What nearly every header says: a whole message within all bounds.
bool Endpoint::isOrdinary() const
{
    const Limits &limits = m_options->limits;
    const bool isMessage = (m_header.opcode == Opcode::Text || m_header.opcode == Opcode::Binary)
        && m_header.fin && !m_message.isActive();
    const bool isPlain = !m_header.rsv1 && !m_header.rsv2 && !m_header.rsv3
        && m_header.mask.has_value() == (m_options->role == Role::Server)
        && m_header.lengthEncoding == minimalEncoding(m_header.payloadLength);
    const bool fits = (limits.frameBytes == 0 || m_header.payloadLength <= limits.frameBytes)
        && (limits.messageBytes == 0 || m_header.payloadLength <= limits.messageBytes)
        && (m_header.payloadLength >> 63) == 0;
    return isMessage && isPlain && fits;
}

bool Endpoint::checkHeader()
{
    if (isOrdinary())
        return true;
    const bool mustMask = m_options->role == Role::Server;
    if ((m_header.rsv2 || m_header.rsv3) && !breaks(Rule::UnexpectedRsv23))
        return false;
    if (m_header.rsv1 && !checkRsv1())
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

// RFC 7692 6: only the first frame of a data message says whether it is compressed.
bool Endpoint::checkRsv1()
{
    if (!m_compression)
        return breaks(Rule::UnexpectedRsv1);
    return beginsMessage(m_header.opcode)
        || breaks(Rule::UnexpectedRsv1,
            QStringLiteral("on a %1, where permessage-deflate has no use for it")
                .arg(opcodeName(m_header.opcode)));
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
    const quint64 bound = m_options->limits.messageBytes;
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
    if (!checkMessageSize())
        return false;
    const quint64 bound = m_options->limits.messageFragments;
    if (continues && bound > 0 && m_message.fragments() >= bound)
        return breaks(Rule::TooManyFragments, QStringLiteral("the limit is %1").arg(bound));
    return true;
}

bool Endpoint::checkMessageSize()
{
    const quint64 frameLimit = m_options->limits.frameBytes;
    if (frameLimit > 0 && m_header.payloadLength > frameLimit)
        return breaks(Rule::FrameTooBig,
            QStringLiteral("%1 bytes, the limit is %2").arg(m_header.payloadLength).arg(frameLimit));
    const quint64 limit = m_options->limits.messageBytes;
    if (limit == 0)
        return true;
    const bool continues = m_header.opcode == Opcode::Continuation;
    const bool compressed = continues ? m_message.isCompressed() : m_header.rsv1 && m_compression;
    const quint64 before = continues ? m_message.wireBytes() : 0;
    if (m_header.payloadLength <= (compressed ? compressedBound(limit) : limit) - before)
        return true;
    return breaks(Rule::MessageTooBig,
        QStringLiteral("%1 bytes%2, maxPayload is %3")
            .arg(before + m_header.payloadLength)
            .arg(compressed ? QStringLiteral(" compressed") : QString())
            .arg(limit));
}

bool Endpoint::breaks(Rule rule, const QString &detail)
{
    return breaksAt(m_frameOffset, rule, detail);
}

bool Endpoint::breaksAt(quint64 offset, Rule rule, const QString &detail)
{
    m_noted.append({rule, offset, detail});
    if (m_options->strictness.tolerates(rule))
        return true;
    const Violation violation = m_noted.takeLast();
    m_noted.prepend(violation); // the one that counts is shown on the frame
    if (!m_behindHeader.empty())
        takePayload(
            std::exchange(m_behindHeader, {})); // what came with a wrong header, to find the reason in
    reportFrame();
    fail(violation);
    return false;
}

// Shows the frame, then the tolerated rules it broke.
void Endpoint::reportFrame()
{
    if (!m_framesWatched && m_noted.isEmpty())
        return;
    const QList<Violation> noted = std::exchange(m_noted, {});
    if (m_framesWatched) {
        const bool continues = m_header.opcode == Opcode::Continuation;
        const bool compressed = continues ? m_message.isActive() && m_message.isCompressed()
                                          : m_header.rsv1 && m_compression && beginsMessage(m_header.opcode);
        m_handler->frameReceived({m_header, QByteArrayView(m_rawHeader.data(), m_rawHeaderSize), m_payload,
            noted.isEmpty() ? nullptr : &noted.first(), m_reads, std::exchange(m_sameRead, true), compressed,
            compressed ? m_message.payload().sliced(m_inflatedBefore) : QByteArrayView()});
    }
    for (const Violation &violation : noted) {
        if (m_options->strictness.tolerates(violation.rule))
            m_handler->violationFound(violation, false);
    }
}

} // namespace ws
