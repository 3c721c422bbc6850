// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

namespace ws {

/// Streaming UTF-8 validation (RFC 3629): no surrogates, no overlong forms, nothing above U+10FFFF.
/// A code point may be split between calls anywhere.
class Utf8Validator
{
public:
    /// Number of bytes of @p bytes that are valid; less than its size means the byte at that index is wrong.
    /// After a wrong byte the validator must be reset.
    qsizetype feed(QByteArrayView bytes);
    /// True when no code point is left unfinished.
    bool isComplete() const { return m_needed == 0; }
    /// Forgets what came: the next byte begins a text.
    void reset() { *this = {}; }

private:
    bool beginSequence(quint8 byte);

    quint8 m_needed = 0; // continuation bytes still to come
    quint8 m_low = 0x80; // bounds on the next one
    quint8 m_high = 0xBF;
};

/// True when all of @p bytes is valid UTF-8.
bool isValidUtf8(QByteArrayView bytes);

} // namespace ws
