// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/protocol/masking.h"

#include "serverlib/protocol/wideregisters_p.h"

#include <QRandomGenerator>
#include <QtEndian>

#include <bit>
#include <cstring>

namespace ws {

namespace {

constexpr qsizetype BlockWords = 16;
constexpr qsizetype BlockSize = BlockWords * qsizetype(sizeof(quint64));

// By way of registers: free of rules on alignment and aliasing, and a form that compilers vectorise.
template <qsizetype Words> inline void xorWords(char *out, const char *in, quint64 word)
{
    std::array<quint64, size_t(Words)> chunk;
    std::memcpy(chunk.data(), in, sizeof(chunk));
    for (quint64 &each : chunk)
        each ^= word;
    std::memcpy(out, chunk.data(), sizeof(chunk));
}

WS_WIDE_REGISTERS void xorBlocks(char *out, const char *in, qsizetype blocks, quint64 word)
{
    for (qsizetype i = 0; i < blocks; ++i)
        xorWords<BlockWords>(out + i * BlockSize, in + i * BlockSize, word);
}

} // namespace

MaskKey randomMaskKey()
{
    // RFC 6455 10.3: derived from a strong source of entropy, unpredictable from earlier keys.
    const quint32 random = QRandomGenerator::system()->generate();
    MaskKey key;
    std::memcpy(key.data(), &random, key.size());
    return key;
}

void applyMask(char *out, QByteArrayView in, const MaskKey &key, quint64 offset)
{
    quint32 once;
    std::memcpy(&once, key.data(), sizeof(once));
    const int turn = int(offset % key.size()) * 8; // the key as it meets in[0]
    once = qFromLittleEndian(std::rotr(qToLittleEndian(once), turn));
    const quint64 word = quint64(once) << 32 | once;

    const char *from = in.data();
    qsizetype left = in.size();
    if (left >= BlockSize) {
        const qsizetype blocks = left / BlockSize;
        xorBlocks(out, from, blocks, word);
        out += blocks * BlockSize;
        from += blocks * BlockSize;
        left -= blocks * BlockSize;
    }
    for (; left >= qsizetype(sizeof(word)); left -= qsizetype(sizeof(word))) {
        xorWords<1>(out, from, word);
        out += sizeof(word);
        from += sizeof(word);
    }
    for (qsizetype i = 0; i < left; ++i)
        out[i] = char(quint8(from[i]) ^ reinterpret_cast<const quint8 *>(&word)[i]);
}

} // namespace ws
