// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/protocol/deflate.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <limits>

namespace ws {

namespace {

// RFC 7692 7.2.1: every message ends with an empty stored block, of which these bytes are not sent.
constexpr QByteArrayView Tail("\x00\x00\xff\xff", 4);

// zlib refuses a raw window of 8 bits for compression. One of 9 bits never looks back further than
// 512 - 262 = 250 bytes (zlib keeps MIN_LOOKAHEAD bytes of it free), which a window of 256 bytes holds.
constexpr int SmallestDeflateWindow = 9;

constexpr int MemoryLevel = 8; // zlib's default

constexpr qsizetype SmallestRoom = 256; // for output, at each call of zlib

Bytef *input(QByteArrayView bytes)
{
    return reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data())); // zlib reads only
}

} // namespace

struct Deflater::Stream : z_stream
{
    Stream() : z_stream{} { }
    ~Stream() { deflateEnd(this); }
    void run(int flush, QByteArray *out);
    Q_DISABLE_COPY_MOVE(Stream)
};

// Works off the input, however much output that makes.
void Deflater::Stream::run(int flush, QByteArray *out)
{
    do {
        const qsizetype written = out->size();
        const qsizetype room = std::max(out->capacity() - written, SmallestRoom);
        out->resize(written + room);
        next_out = reinterpret_cast<Bytef *>(out->data() + written);
        avail_out = uInt(std::min<qsizetype>(room, std::numeric_limits<uInt>::max()));
        const uInt offered = avail_out;
        deflate(this, flush);
        out->resize(written + qsizetype(offered - avail_out));
    } while (avail_out == 0);
}

Deflater::Deflater(int windowBits, bool contextTakeover, int level)
    : m_stream(std::make_unique<Stream>()), m_contextTakeover(contextTakeover)
{
    const int raw = -std::max(windowBits, SmallestDeflateWindow);
    if (deflateInit2(m_stream.get(), level, Z_DEFLATED, raw, MemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK)
        qBadAlloc();
}

Deflater::~Deflater() = default;
Deflater::Deflater(Deflater &&) noexcept = default;
Deflater &Deflater::operator=(Deflater &&) noexcept = default;

void Deflater::compress(QByteArrayView message, QByteArray *out)
{
    if (message.isEmpty()) {
        out->append('\0'); // RFC 7692 7.2.3.6: an empty message is one empty stored block
        return;
    }
    m_stream->next_in = input(message);
    qsizetype left = message.size();
    while (left > 0) {
        const auto piece = std::min<qsizetype>(left, std::numeric_limits<uInt>::max());
        m_stream->avail_in = uInt(piece);
        left -= piece;
        m_stream->run(left > 0 ? Z_NO_FLUSH : Z_SYNC_FLUSH, out);
    }
    if (!m_contextTakeover)
        deflateReset(m_stream.get());
    out->chop(Tail.size());
}

struct Inflater::Stream : z_stream
{
    Stream() : z_stream{} { }
    ~Stream() { inflateEnd(this); }
    Q_DISABLE_COPY_MOVE(Stream)
};

Inflater::Inflater(int windowBits, bool contextTakeover)
    : m_stream(std::make_unique<Stream>()), m_contextTakeover(contextTakeover)
{
    if (inflateInit2(m_stream.get(), -windowBits) != Z_OK)
        qBadAlloc();
}

Inflater::~Inflater() = default;
Inflater::Inflater(Inflater &&) noexcept = default;
Inflater &Inflater::operator=(Inflater &&) noexcept = default;

Inflater::Result Inflater::feed(QByteArrayView bytes, QByteArray *message, quint64 bound)
{
    std::array<char, 16 * 1024> chunk; // what a bomb can add before it is noticed
    m_stream->next_in = input(bytes);
    m_stream->avail_in = uInt(bytes.size());
    do {
        m_stream->next_out = reinterpret_cast<Bytef *>(chunk.data());
        m_stream->avail_out = uInt(chunk.size());
        const int status = inflate(m_stream.get(), Z_SYNC_FLUSH);
        if (status != Z_OK && status != Z_BUF_ERROR && status != Z_STREAM_END)
            return Result::Corrupt;
        const qsizetype produced = qsizetype(chunk.size()) - m_stream->avail_out;
        if (bound > 0 && quint64(message->size() + produced) > bound)
            return Result::TooBig;
        message->append(chunk.data(), produced);
        if (status == Z_STREAM_END) {
            // RFC 7692 7.2.3.4: a final block ends the DEFLATE stream, and the next block starts another.
            inflateReset(m_stream.get());
            continue;
        }
        if (status == Z_BUF_ERROR)
            break;
    } while (m_stream->avail_in > 0 || m_stream->avail_out == 0);
    return Result::Ok;
}

Inflater::Result Inflater::finish(QByteArray *message, quint64 bound)
{
    const Result result = feed(Tail, message, bound);
    if (!m_contextTakeover)
        inflateReset(m_stream.get());
    return result;
}

} // namespace ws
