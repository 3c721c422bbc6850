// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "eventlog.h"

#include <QRegularExpression>

#include <malloc.h>

inline constexpr quint8 Fin = 0x80;
inline constexpr quint8 Rsv1 = 0x40;
inline constexpr quint8 Text = 0x1;
inline constexpr quint8 Binary = 0x2;
inline constexpr quint8 Ping = 0x9;

/// Bytes of a frame as the other end of @p role sends it; @p first is its first byte.
inline QByteArray frame(ws::Role role, quint8 first, const QByteArray &payload)
{
    ws::FrameHeader header = ws::makeFrameHeader(ws::Opcode(first & 0x0F), quint64(payload.size()));
    header.fin = (first & Fin) != 0;
    header.rsv1 = (first & Rsv1) != 0;
    if (role == ws::Role::Server)
        header.mask = ws::MaskKey{0x37, 0xFA, 0x21, 0x3D};
    QByteArray wire(header.encodedSize(), Qt::Uninitialized);
    ws::encodeFrameHeader(header, wire.data());
    QByteArray body = payload;
    if (header.mask)
        ws::applyMask(body.data(), body, *header.mask);
    return wire + body;
}

/// The header in front of @p wire, taken off; nullopt when there is none.
inline std::optional<ws::FrameHeader> takeHeader(QByteArray *wire)
{
    ws::FrameHeader header;
    const int size = ws::parseFrameHeader(*wire, &header);
    wire->remove(0, size);
    return size > 0 ? std::optional(header) : std::nullopt;
}

struct Piece
{
    quint8 first;
    QByteArray hex;
};

inline QByteArray wireOf(ws::Role role, const QList<Piece> &pieces)
{
    QByteArray wire;
    for (const Piece &piece : pieces)
        wire += frame(role, piece.first, QByteArray::fromHex(piece.hex));
    return wire;
}

inline QByteArray deflated(const QByteArray &message)
{
    QByteArray payload;
    ws::Deflater(15, true).compress(message, &payload);
    return payload;
}

/// An endpoint that has agreed to compression, and what it tells.
struct End
{
    explicit End(const ws::Endpoint::Options &options, const ws::DeflateParameters &agreed = {},
        qsizetype threshold = 0)
        : endpoint(shared(options), &log)
    {
        endpoint.setCompression(agreed, {.enabled = true, .threshold = threshold});
    }
    EventLog log;
    ws::Endpoint endpoint;
};

inline ws::Endpoint::Options optionsOf(ws::Role role)
{
    ws::Endpoint::Options options;
    options.role = role;
    return options;
}

/// What was told, but for frames.
inline QStringList messagesOf(const EventLog &log)
{
    return log.lines.filter(QRegularExpression(QStringLiteral("^[^<>]")));
}

inline size_t heapInUse()
{
    const auto heap = ::mallinfo2();
    return heap.uordblks + heap.hblkhd;
}

/// Remembers what the frame that is told last inflated to, and what the heap held at that time.
class InflationLog : public EventLog
{
public:
    QByteArray inflated;
    size_t heap = 0;

    void frameReceived(const ws::FrameView &frame) override
    {
        heap = heapInUse();
        inflated += frame.inflated;
        EventLog::frameReceived(frame);
    }
};

Q_DECLARE_METATYPE(ws::Role)
