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

constexpr qsizetype WordSize = sizeof(quint64);
constexpr qsizetype WorthACall = 16 * WordSize; // of a loop in wide registers

// By memcpy: free of rules on alignment and aliasing, and a form that compilers vectorise.
template <typename Word> inline void xorWord(char *out, const char *in, Word word)
{
    Word bytes;
    std::memcpy(&bytes, in, sizeof(bytes));
    bytes ^= word;
    std::memcpy(out, &bytes, sizeof(bytes));
}

// One pointer: compilers then know that nothing overlaps.
WS_WIDE_REGISTERS void xorWordsInPlace(char *bytes, qsizetype size, quint64 word)
{
    for (qsizetype i = 0; i < size; i += WordSize)
        xorWord(bytes + i, bytes + i, word);
}

WS_WIDE_REGISTERS void xorWords(char *out, const char *in, qsizetype size, quint64 word)
{
    for (qsizetype i = 0; i < size; i += WordSize)
        xorWord(out + i, in + i, word);
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

    const qsizetype whole = in.size() - in.size() % WordSize;
    if (whole < WorthACall) {
        for (qsizetype i = 0; i < whole; i += WordSize)
            xorWord(out + i, in.data() + i, word);
    } else if (out == in.data()) {
        xorWordsInPlace(out, whole, word);
    } else {
        xorWords(out, in.data(), whole, word);
    }
    qsizetype i = whole;
    if (in.size() - i >= qsizetype(sizeof(once))) {
        xorWord(out + i, in.data() + i, once);
        i += sizeof(once);
    }
    for (; i < in.size(); ++i)
        out[i] = char(quint8(in[i]) ^ reinterpret_cast<const quint8 *>(&once)[i % qsizetype(sizeof(once))]);
}

} // namespace ws
