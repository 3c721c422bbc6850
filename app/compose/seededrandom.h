// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverlib/protocol/masking.h"

#include <random>

namespace sockscope {

/// Random numbers that the same seed gives again, on every machine: std::uniform_int_distribution may differ
/// from one C++ library to the next, the engine may not.
class SeededRandom
{
public:
    explicit SeededRandom(quint64 seed) : m_engine(seed) { }

    quint64 next() { return m_engine(); }

    /// From @p least to @p most, both included.
    qint64 between(qint64 least, qint64 most)
    {
        const quint64 count = quint64(most) - quint64(least) + 1; // 0: all of them
        if (count == 0)
            return qint64(next());
        const quint64 beyond = (0 - count) % count; // so many of the numbers would favour the small ones
        quint64 number = next();
        while (number < beyond)
            number = next();
        return qint64(quint64(least) + number % count);
    }

    ws::MaskKey maskKey()
    {
        const quint64 bits = next();
        return {quint8(bits >> 24), quint8(bits >> 16), quint8(bits >> 8), quint8(bits)};
    }

private:
    std::mt19937_64 m_engine;
};

} // namespace sockscope
