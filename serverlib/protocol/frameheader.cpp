// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/protocol/frameheader.h"

#include <QtEndian>

#include <cstring>

namespace ws {

namespace {

// RFC 6455 5.2: the bits of the first two bytes.
constexpr quint8 FinBit = 0x80;
constexpr quint8 Rsv1Bit = 0x40;
constexpr quint8 Rsv2Bit = 0x20;
constexpr quint8 Rsv3Bit = 0x10;
constexpr quint8 OpcodeBits = 0x0F;
constexpr quint8 MaskBit = 0x80;
constexpr quint8 LengthBits = 0x7F;
constexpr quint8 Length16 = 126;
constexpr quint8 Length64 = 127;

int lengthSize(LengthEncoding encoding)
{
    switch (encoding) {
    case LengthEncoding::Bits7:
        return 0;
    case LengthEncoding::Bits16:
        return 2;
    case LengthEncoding::Bits64:
        return 8;
    }
    Q_UNREACHABLE();
}

LengthEncoding encodingOf(quint8 lengthBits)
{
    if (lengthBits == Length64)
        return LengthEncoding::Bits64;
    return lengthBits == Length16 ? LengthEncoding::Bits16 : LengthEncoding::Bits7;
}

} // namespace

int FrameHeader::encodedSize() const
{
    return 2 + lengthSize(lengthEncoding) + (mask ? int(sizeof(MaskKey)) : 0);
}

std::optional<FrameHeader> parseFrameHeader(QByteArrayView bytes)
{
    if (bytes.size() < 2)
        return std::nullopt;
    const auto first = quint8(bytes[0]);
    const auto second = quint8(bytes[1]);

    FrameHeader header;
    header.opcode = Opcode(first & OpcodeBits);
    header.fin = (first & FinBit) != 0;
    header.rsv1 = (first & Rsv1Bit) != 0;
    header.rsv2 = (first & Rsv2Bit) != 0;
    header.rsv3 = (first & Rsv3Bit) != 0;
    header.lengthEncoding = encodingOf(second & LengthBits);
    if ((second & MaskBit) != 0)
        header.mask.emplace();
    if (bytes.size() < header.encodedSize())
        return std::nullopt;

    const char *next = bytes.data() + 2;
    switch (header.lengthEncoding) {
    case LengthEncoding::Bits7:
        header.payloadLength = second & LengthBits;
        break;
    case LengthEncoding::Bits16:
        header.payloadLength = qFromBigEndian<quint16>(next);
        break;
    case LengthEncoding::Bits64:
        header.payloadLength = qFromBigEndian<quint64>(next);
        break;
    }
    next += lengthSize(header.lengthEncoding);
    if (header.mask)
        std::memcpy(header.mask->data(), next, header.mask->size());
    return header;
}

int encodeFrameHeader(const FrameHeader &header, char *out)
{
    const quint8 flags = quint8((header.fin ? FinBit : 0) | (header.rsv1 ? Rsv1Bit : 0)
        | (header.rsv2 ? Rsv2Bit : 0) | (header.rsv3 ? Rsv3Bit : 0));
    const quint8 maskBit = header.mask ? MaskBit : 0;
    out[0] = char(flags | (quint8(header.opcode) & OpcodeBits));
    char *next = out + 2;
    switch (header.lengthEncoding) {
    case LengthEncoding::Bits7:
        out[1] = char(maskBit | quint8(header.payloadLength & LengthBits));
        break;
    case LengthEncoding::Bits16:
        out[1] = char(maskBit | Length16);
        qToBigEndian(quint16(header.payloadLength), next);
        break;
    case LengthEncoding::Bits64:
        out[1] = char(maskBit | Length64);
        qToBigEndian(header.payloadLength, next);
        break;
    }
    next += lengthSize(header.lengthEncoding);
    if (header.mask)
        std::memcpy(next, header.mask->data(), header.mask->size());
    return header.encodedSize();
}

FrameHeader makeFrameHeader(Opcode opcode, quint64 payloadLength, std::optional<MaskKey> mask)
{
    FrameHeader header;
    header.opcode = opcode;
    header.mask = mask;
    header.payloadLength = payloadLength;
    header.lengthEncoding = minimalEncoding(payloadLength);
    return header;
}

} // namespace ws
