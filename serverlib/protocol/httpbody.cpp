// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/protocol/httpbody.h"

#include <algorithm>
#include <limits>

namespace ws {

namespace {

constexpr quint64 UntilTheEnd = std::numeric_limits<quint64>::max();
constexpr qsizetype LongestChunkLine = 256; // a size and what few extensions there are

} // namespace

HttpBodyReader::HttpBodyReader(const HttpHead &response, qsizetype limit)
    : m_left(UntilTheEnd), m_limit(limit)
{
    // RFC 9112 6.3: chunks go before a length, and without either the connection's end is the body's.
    m_chunked = response.hasToken("Transfer-Encoding", "chunked");
    bool isNumber = false;
    const quint64 length = response.value("Content-Length").toULongLong(&isNumber);
    if (m_chunked)
        m_part = Part::ChunkSize;
    else if (isNumber)
        m_left = length;
    if (limit <= 0 || m_left == 0)
        m_part = Part::Done;
}

void HttpBodyReader::feed(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && m_part != Part::Done)
        bytes = bytes.sliced(m_part == Part::Data ? take(bytes) : takeLine(bytes));
}

qsizetype HttpBodyReader::take(QByteArrayView bytes)
{
    const quint64 room = std::min(m_left, quint64(m_limit - m_body.size()));
    const auto taken = qsizetype(std::min(quint64(bytes.size()), room));
    m_body.append(bytes.first(taken));
    if (m_left != UntilTheEnd)
        m_left -= quint64(taken);
    if (m_body.size() == m_limit)
        m_part = Part::Done;
    else if (m_left == 0)
        m_part = m_chunked ? Part::ChunkEnd : Part::Done;
    return taken;
}

// RFC 9112 7.1: the line with a chunk's size, or the empty one behind its data.
qsizetype HttpBodyReader::takeLine(QByteArrayView bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    const qsizetype taken = end < 0 ? bytes.size() : end + 1;
    m_line.append(bytes.first(std::min(taken, LongestChunkLine)));
    if (m_line.size() >= LongestChunkLine)
        m_part = Part::Done;
    else if (end >= 0)
        beginChunk();
    return taken;
}

void HttpBodyReader::beginChunk()
{
    const QByteArray line = std::exchange(m_line, {}).trimmed();
    if (m_part == Part::ChunkEnd) {
        m_part = line.isEmpty() ? Part::ChunkSize : Part::Done;
        return;
    }
    bool isNumber = false;
    m_left = line.split(';').first().trimmed().toULongLong(&isNumber, 16);
    m_part = isNumber && m_left > 0 ? Part::Data : Part::Done;
}

} // namespace ws
