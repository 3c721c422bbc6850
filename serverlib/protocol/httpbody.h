// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/protocol/httphead.h"

namespace ws {

/// Collects the start of the page that comes with a response, from any split of the bytes (RFC 9112 6
/// and 7.1), to show why an upgrade was refused. Judges nothing: of a body that breaks its own framing it
/// keeps what came before.
class HttpBodyReader
{
public:
    /// @p limit: bytes kept at most.
    HttpBodyReader(const HttpHead &response, qsizetype limit);

    /// Takes the next bytes; those behind the end of the body, or beyond the limit, are dropped.
    void feed(QByteArrayView bytes);
    /// The body has ended, or the limit is reached. One that ends with the connection never is done before.
    bool isDone() const { return m_part == Part::Done; }
    /// What has come so far, up to the limit.
    const QByteArray &body() const { return m_body; }

private:
    enum class Part : quint8 { Data, ChunkSize, ChunkEnd, Done };

    qsizetype take(QByteArrayView bytes);
    qsizetype takeLine(QByteArrayView bytes);
    void beginChunk();

    Part m_part = Part::Data;
    bool m_chunked = false;
    quint64 m_left; // bytes of the body, or of the chunk
    qsizetype m_limit;
    QByteArray m_line;
    QByteArray m_body;
};

} // namespace ws
