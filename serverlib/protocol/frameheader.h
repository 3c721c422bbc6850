// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/protocol/opcode.h"

#include <QByteArrayView>

#include <array>
#include <optional>

namespace ws {

using MaskKey = std::array<quint8, 4>; ///< in wire order

/// How the payload length is written (RFC 6455 5.2). Anything but the shortest form that holds the length
/// breaks the RFC.
enum class LengthEncoding : quint8 { Bits7, Bits16, Bits64 };

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
    int encodedSize() const;
    bool operator==(const FrameHeader &) const = default;
};

inline constexpr int MaxFrameHeaderSize = 14; ///< bytes: two, eight of length, four of the key
inline constexpr int MaxControlPayload = 125; ///< bytes (RFC 6455 5.5)

/// Reads one header from the front of @p bytes, whatever it says; nullopt while it is incomplete. Judges
/// nothing.
std::optional<FrameHeader> parseFrameHeader(QByteArrayView bytes);

/// Writes @p header as it stands to @p out, which holds MaxFrameHeaderSize bytes; returns the bytes written.
int encodeFrameHeader(const FrameHeader &header, char *out);

/// A header for @p payloadLength bytes in the minimal encoding.
FrameHeader makeFrameHeader(Opcode opcode, quint64 payloadLength, std::optional<MaskKey> mask = std::nullopt);

} // namespace ws
