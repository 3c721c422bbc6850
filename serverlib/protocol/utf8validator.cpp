// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/protocol/utf8validator.h"

#include "serverlib/protocol/wideregisters_p.h"

#include <cstring>

namespace ws {

namespace {

constexpr quint64 HighBits = 0x8080808080808080;
constexpr qsizetype WordSize = sizeof(quint64);
constexpr qsizetype BlockSize = 32 * WordSize;

// Whole blocks of ASCII at the front of [data, end).
WS_WIDE_REGISTERS const char *skipAsciiBlocks(const char *data, const char *end)
{
    for (; end - data >= BlockSize; data += BlockSize) {
        quint64 all = 0;
        for (qsizetype i = 0; i < BlockSize; i += WordSize) {
            quint64 word;
            std::memcpy(&word, data + i, sizeof(word));
            all |= word;
        }
        if ((all & HighBits) != 0)
            break;
    }
    return data;
}

// The end of the run of ASCII at the front of [data, end).
const char *skipAscii(const char *data, const char *end)
{
    quint64 word;
    if (end - data >= BlockSize)
        data = skipAsciiBlocks(data, end);
    while (end - data >= WordSize) {
        std::memcpy(&word, data, sizeof(word));
        if ((word & HighBits) != 0)
            break;
        data += WordSize;
    }
    while (data < end && quint8(*data) < 0x80)
        ++data;
    return data;
}

} // namespace

qsizetype Utf8Validator::feed(QByteArrayView bytes)
{
    const char *const end = bytes.data() + bytes.size();
    const char *next = bytes.data();
    while (next < end) {
        const auto byte = quint8(*next);
        if (m_needed > 0) {
            if (byte < m_low || byte > m_high)
                return next - bytes.data();
            m_low = 0x80;
            m_high = 0xBF;
            --m_needed;
        } else if (byte < 0x80) {
            next = skipAscii(next, end);
            continue;
        } else if (!beginSequence(byte)) {
            return next - bytes.data();
        }
        ++next;
    }
    return bytes.size();
}

// RFC 3629 4: the first byte says how many follow, and bounds the second.
bool Utf8Validator::beginSequence(quint8 byte)
{
    if (byte >= 0xC2 && byte <= 0xDF) {
        m_needed = 1;
    } else if (byte >= 0xE0 && byte <= 0xEF) {
        m_needed = 2;
        m_low = byte == 0xE0 ? 0xA0 : 0x80; // overlong
        m_high = byte == 0xED ? 0x9F : 0xBF; // surrogates
    } else if (byte >= 0xF0 && byte <= 0xF4) {
        m_needed = 3;
        m_low = byte == 0xF0 ? 0x90 : 0x80; // overlong
        m_high = byte == 0xF4 ? 0x8F : 0xBF; // above U+10FFFF
    } else {
        return false;
    }
    return true;
}

bool isValidUtf8(QByteArrayView bytes)
{
    Utf8Validator validator;
    return validator.feed(bytes) == bytes.size() && validator.isComplete();
}

} // namespace ws
