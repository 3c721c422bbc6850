// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/protocol/opcode.h"

#include <QByteArrayView>
#include <QtEndian>

#include <array>
#include <cstring>
#include <optional>

namespace ws {

using MaskKey = std::array<quint8, 4>; ///< in wire order

/// How the payload length is written (RFC 6455 5.2). Anything but the shortest form that holds the length
/// breaks the RFC.
enum class LengthEncoding : quint8 { Bits7, Bits16, Bits64 };

/// Bytes it adds to the first two.
constexpr int lengthSize(LengthEncoding encoding)
{
    if (encoding == LengthEncoding::Bits7)
        return 0;
    return encoding == LengthEncoding::Bits16 ? 2 : 8;
}

/// The one that RFC 6455 5.2 demands.
constexpr LengthEncoding minimalEncoding(quint64 payloadLength)
{
    if (payloadLength < 126)
        return LengthEncoding::Bits7;
    return payloadLength <= 0xFFFF ? LengthEncoding::Bits16 : LengthEncoding::Bits64;
}

/// Everything a frame says before its payload (RFC 6455 5.2), right or wrong.
struct FrameHeader
{
    Opcode opcode = Opcode::Text; ///< any of the sixteen
    bool fin = true; ///< the last frame of its message
    bool rsv1 = false; ///< compressed, where permessage-deflate was agreed on
    bool rsv2 = false; ///< no extension gives it a meaning
    bool rsv3 = false; ///< no extension gives it a meaning
    std::optional<MaskKey> mask; ///< a client must, a server must not
    quint64 payloadLength = 0; ///< bytes
    LengthEncoding lengthEncoding = LengthEncoding::Bits7; ///< how payloadLength is written

    /// Bytes on the wire: 2 to 14.
    int encodedSize() const { return 2 + lengthSize(lengthEncoding) + (mask ? int(sizeof(MaskKey)) : 0); }
    bool operator==(const FrameHeader &) const = default;
};

inline constexpr int MaxFrameHeaderSize = 14; ///< bytes: two, eight of length, four of the key
inline constexpr int MaxControlPayload = 125; ///< bytes (RFC 6455 5.5)

/// RFC 6455 5.2: the bits of a header's first two bytes.
namespace headerbits {
inline constexpr quint8 Fin = 0x80; ///< last frame of its message
inline constexpr quint8 Rsv1 = 0x40; ///< an extension's
inline constexpr quint8 Rsv2 = 0x20; ///< an extension's
inline constexpr quint8 Rsv3 = 0x10; ///< an extension's
inline constexpr quint8 Opcode = 0x0F; ///< of the first byte
inline constexpr quint8 Mask = 0x80; ///< of the second byte
inline constexpr quint8 Length = 0x7F; ///< of the second byte
inline constexpr quint8 Length16 = 126; ///< two bytes of length follow
inline constexpr quint8 Length64 = 127; ///< eight bytes of length follow
} // namespace headerbits

/// Reads one header from the front of @p bytes, whatever it says. Returns its size; 0 while it is incomplete,
/// and then nothing in @p header counts. Judges nothing.
inline int parseFrameHeader(QByteArrayView bytes, FrameHeader *header)
{
    if (bytes.size() < 2)
        return 0;
    const auto first = quint8(bytes[0]);
    const auto second = quint8(bytes[1]);
    header->opcode = Opcode(first & headerbits::Opcode);
    header->fin = (first & headerbits::Fin) != 0;
    header->rsv1 = (first & headerbits::Rsv1) != 0;
    header->rsv2 = (first & headerbits::Rsv2) != 0;
    header->rsv3 = (first & headerbits::Rsv3) != 0;

    const quint8 length = second & headerbits::Length;
    const bool masked = (second & headerbits::Mask) != 0;
    header->lengthEncoding = length < headerbits::Length16 ? LengthEncoding::Bits7
        : length == headerbits::Length16                   ? LengthEncoding::Bits16
                                                           : LengthEncoding::Bits64;
    const int beforeKey = 2 + lengthSize(header->lengthEncoding);
    const int size = beforeKey + (masked ? int(sizeof(MaskKey)) : 0);
    if (bytes.size() < size)
        return 0;
    header->payloadLength = length;
    if (header->lengthEncoding == LengthEncoding::Bits16)
        header->payloadLength = qFromBigEndian<quint16>(bytes.data() + 2);
    else if (header->lengthEncoding == LengthEncoding::Bits64)
        header->payloadLength = qFromBigEndian<quint64>(bytes.data() + 2);
    header->mask.reset();
    if (masked)
        std::memcpy(header->mask.emplace().data(), bytes.data() + beforeKey, sizeof(MaskKey));
    return size;
}

/// Writes @p header as it stands to @p out, which holds MaxFrameHeaderSize bytes; returns the bytes written.
inline int encodeFrameHeader(const FrameHeader &header, char *out)
{
    out[0] = char((header.fin ? headerbits::Fin : 0) | (header.rsv1 ? headerbits::Rsv1 : 0)
        | (header.rsv2 ? headerbits::Rsv2 : 0) | (header.rsv3 ? headerbits::Rsv3 : 0)
        | (quint8(header.opcode) & headerbits::Opcode));
    quint8 length = quint8(header.payloadLength & headerbits::Length);
    if (header.lengthEncoding == LengthEncoding::Bits16) {
        length = headerbits::Length16;
        qToBigEndian(quint16(header.payloadLength), out + 2);
    } else if (header.lengthEncoding == LengthEncoding::Bits64) {
        length = headerbits::Length64;
        qToBigEndian(header.payloadLength, out + 2);
    }
    out[1] = char(length | (header.mask ? headerbits::Mask : 0));
    if (header.mask)
        std::memcpy(out + 2 + lengthSize(header.lengthEncoding), header.mask->data(), sizeof(MaskKey));
    return header.encodedSize();
}

/// A header for @p payloadLength bytes in the minimal encoding.
inline FrameHeader makeFrameHeader(
    Opcode opcode, quint64 payloadLength, std::optional<MaskKey> mask = std::nullopt)
{
    FrameHeader header;
    header.opcode = opcode;
    header.mask = mask;
    header.payloadLength = payloadLength;
    header.lengthEncoding = minimalEncoding(payloadLength);
    return header;
}

} // namespace ws
