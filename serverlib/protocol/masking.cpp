// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/protocol/masking.h"

#include <QRandomGenerator>

#include <cstring>

namespace ws {

MaskKey randomMaskKey()
{
    // RFC 6455 10.3: derived from a strong source of entropy, unpredictable from earlier keys.
    const quint32 random = QRandomGenerator::system()->generate();
    MaskKey key;
    std::memcpy(key.data(), &random, key.size());
    return key;
}

void applyMask(char *data, qsizetype size, const MaskKey &key, quint64 offset)
{
    MaskKey turned; // the key as it meets data[0]
    for (size_t i = 0; i < turned.size(); ++i)
        turned[i] = key[(i + offset) % key.size()];
    quint64 word;
    std::memcpy(&word, turned.data(), turned.size());
    std::memcpy(reinterpret_cast<char *>(&word) + turned.size(), turned.data(), turned.size());

    // Whole words by memcpy: free of alignment rules, and a form that compilers vectorise.
    qsizetype i = 0;
    for (; i + qsizetype(sizeof(word)) <= size; i += qsizetype(sizeof(word))) {
        quint64 chunk;
        std::memcpy(&chunk, data + i, sizeof(chunk));
        chunk ^= word;
        std::memcpy(data + i, &chunk, sizeof(chunk));
    }
    for (; i < size; ++i)
        data[i] = char(quint8(data[i]) ^ turned[size_t(i) % turned.size()]);
}

} // namespace ws
