// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fuzztarget.h"

#include <zlib.h>

#include <optional>

/// zlib alone, with exactly the agreed window: it gives a byte of output at a time, so that it cannot look
/// back beyond its window into what it has just written.
class StrictDecoder
{
public:
    explicit StrictDecoder(int windowBits)
    {
        demand(inflateInit2(&m_stream, -windowBits) == Z_OK, "zlib is there");
    }
    ~StrictDecoder() { inflateEnd(&m_stream); }
    Q_DISABLE_COPY_MOVE(StrictDecoder)

    /// nullopt for what is no DEFLATE, reaches back too far, or is larger than @p bound.
    std::optional<QByteArray> message(QByteArrayView payload, qsizetype bound)
    {
        const QByteArray input = payload.toByteArray() + QByteArray("\x00\x00\xff\xff", 4);
        m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(input.data()));
        m_stream.avail_in = uInt(input.size());
        QByteArray message;
        for (;;) {
            Bytef byte = 0;
            m_stream.next_out = &byte;
            m_stream.avail_out = 1;
            const int status = inflate(&m_stream, Z_SYNC_FLUSH);
            if (status != Z_OK && status != Z_BUF_ERROR && status != Z_STREAM_END)
                return std::nullopt;
            if (m_stream.avail_out == 0)
                message += char(byte);
            if (message.size() > bound)
                return std::nullopt;
            if (status == Z_STREAM_END)
                reset(); // RFC 7692 7.2.3.4: after a final block another stream may begin
            else if (m_stream.avail_out > 0)
                return message;
        }
    }
    void reset() { inflateReset(&m_stream); }

private:
    z_stream m_stream{};
};
