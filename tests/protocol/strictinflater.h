// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QTest>

#include <zlib.h>

#include <optional>

/// zlib alone, with exactly the negotiated window, and output a byte at a time so that zlib cannot look back
/// further than its window into what it has just written.
class StrictInflater
{
public:
    explicit StrictInflater(int windowBits)
    {
        if (inflateInit2(&m_stream, -windowBits) != Z_OK)
            qFatal("zlib has no window of %d bits", windowBits);
    }
    ~StrictInflater() { inflateEnd(&m_stream); }
    Q_DISABLE_COPY_MOVE(StrictInflater)

    /// nullopt when @p payload reaches back beyond the window, or is no DEFLATE.
    std::optional<QByteArray> message(QByteArray payload)
    {
        payload += QByteArray::fromHex("0000ffff"); // RFC 7692 7.2.2
        m_stream.next_in = reinterpret_cast<Bytef *>(payload.data());
        m_stream.avail_in = uInt(payload.size());
        QByteArray message;
        for (;;) {
            Bytef byte = 0;
            m_stream.next_out = &byte;
            m_stream.avail_out = 1;
            const int status = inflate(&m_stream, Z_SYNC_FLUSH);
            if (status != Z_OK && status != Z_BUF_ERROR)
                return std::nullopt;
            if (m_stream.avail_out > 0)
                return message;
            message += char(byte);
        }
    }
    /// Forgets the window, as after a message without context takeover.
    void reset() { inflateReset(&m_stream); }

private:
    z_stream m_stream{};
};

/// What a device would send: short, and much like the one before.
inline QByteArray telemetry(int seq)
{
    return QStringLiteral(R"({"seq":%1,"temp":21.%2,"rssi":-58,"heap":181232,"name":"thermo-7f2a"})")
        .arg(seq)
        .arg(seq % 10)
        .toLatin1();
}

/// Compressible at every distance up to and beyond any window.
inline QByteArray repetitive(qsizetype size)
{
    QByteArray bytes;
    for (quint32 word = 1; bytes.size() < size; word = word * 1664525 + 1013904223) {
        bytes += QByteArray::number(word);
        if (bytes.size() > 300)
            bytes += bytes.sliced(bytes.size() - 300, 200);
        if (bytes.size() > 40'000)
            bytes += bytes.sliced(bytes.size() - 39'000, 500);
    }
    return bytes.first(size);
}
