// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
// The short way through Endpoint, for what nearly all traffic is: a message in one frame that breaks no rule
// and came in one read.
#include "serverlib/protocol/endpoint.h"

namespace ws {

namespace {

constexpr quint8 WholeText = headerbits::Fin | quint8(Opcode::Text);
constexpr quint8 WholeBinary = headerbits::Fin | quint8(Opcode::Binary);

constexpr bool fits(size_t length, quint64 bound)
{
    return bound == 0 || length <= bound;
}

} // namespace

// Returns the size of the frame; 0 for any other, which is left as it came.
size_t Endpoint::receiveWholeMessage(std::span<char> bytes)
{
    constexpr size_t Length16Size = sizeof(quint16);
    if (m_need != Need::Header || m_rawHeaderSize > 0 || m_message.isActive()
        || bytes.size() < 2 + Length16Size)
        return 0;
    const auto first = quint8(bytes[0]);
    const auto second = quint8(bytes[1]);
    const bool isMasked = (second & headerbits::Mask) != 0;
    if ((first != WholeText && first != WholeBinary) || isMasked != (m_options->role == Role::Server))
        return 0;

    size_t length = second & headerbits::Length;
    size_t headerSize = 2 + (isMasked ? sizeof(MaskKey) : 0);
    if (length == headerbits::Length16) {
        length = qFromBigEndian<quint16>(bytes.data() + 2);
        headerSize += Length16Size;
        if (minimalEncoding(length) != LengthEncoding::Bits16)
            return 0;
    } else if (length == headerbits::Length64) {
        return 0;
    }
    const Limits &limits = m_options->limits;
    if (bytes.size() < headerSize + length || !fits(length, limits.frameBytes)
        || !fits(length, limits.messageBytes))
        return 0;

    char *const payload = bytes.data() + headerSize;
    const QByteArrayView message(payload, qsizetype(length));
    MaskKey key{};
    if (isMasked) {
        std::memcpy(key.data(), payload - key.size(), key.size());
        applyMask(payload, message, key);
    }
    if (first == WholeText && !isValidUtf8(message)) {
        applyMask(payload, message, key); // as it came; the long way says what is wrong with it
        return 0;
    }
    const Opcode opcode = first == WholeText ? Opcode::Text : Opcode::Binary;
    if (m_framesWatched) {
        const FrameHeader header =
            makeFrameHeader(opcode, length, isMasked ? std::optional(key) : std::nullopt);
        m_handler->frameReceived({header, {bytes.data(), qsizetype(headerSize)}, message, nullptr, 1,
            std::exchange(m_sameRead, true)});
    }
    m_frameOffset += headerSize + length;
    m_handler->messageReceived(opcode, message);
    return headerSize + length;
}

} // namespace ws
