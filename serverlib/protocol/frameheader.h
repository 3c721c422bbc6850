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

constexpr LengthEncoding minimalEncoding(quint64 payloadLength)
{
    if (payloadLength < 126)
        return LengthEncoding::Bits7;
    return payloadLength <= 0xFFFF ? LengthEncoding::Bits16 : LengthEncoding::Bits64;
}

struct FrameHeader
{
    Opcode opcode = Opcode::Text;
    bool fin = true;
    bool rsv1 = false;
    bool rsv2 = false;
    bool rsv3 = false;
    std::optional<MaskKey> mask;
    quint64 payloadLength = 0;
    LengthEncoding lengthEncoding = LengthEncoding::Bits7;

    /// Bytes on the wire: 2 to 14.
    int encodedSize() const;
    bool operator==(const FrameHeader &) const = default;
};

inline constexpr int MaxFrameHeaderSize = 14;
inline constexpr int MaxControlPayload = 125; // RFC 6455 5.5

/// Reads one header from the front of @p bytes, whatever it says; nullopt while it is incomplete. Judges
/// nothing.
std::optional<FrameHeader> parseFrameHeader(QByteArrayView bytes);

/// Writes @p header as it stands to @p out, which holds MaxFrameHeaderSize bytes; returns the bytes written.
int encodeFrameHeader(const FrameHeader &header, char *out);

/// A header for @p payloadLength bytes in the minimal encoding.
FrameHeader makeFrameHeader(Opcode opcode, quint64 payloadLength, std::optional<MaskKey> mask = std::nullopt);

} // namespace ws
