// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <bit>
#include <vector>

namespace sockscope {

/// A bit for each row of a span.
class RowBits
{
public:
    static constexpr qsizetype WordBits = 64;

    /// @p rows bits, all clear.
    void reset(qsizetype rows)
    {
        m_size = rows;
        m_words.assign(size_t((rows + WordBits - 1) / WordBits), 0);
    }
    qsizetype size() const { return m_size; }
    bool test(qsizetype row) const { return (m_words[size_t(row / WordBits)] >> (row % WordBits)) & 1; }
    qsizetype count() const
    {
        qsizetype set = 0;
        for (const quint64 word : m_words)
            set += std::popcount(word);
        return set;
    }
    /// Calls @p visit with the index of each bit that is set, in order.
    template <typename Visit> void forEach(Visit visit) const
    {
        for (size_t at = 0; at < m_words.size(); ++at) {
            for (quint64 word = m_words[at]; word != 0; word &= word - 1)
                visit(qsizetype(at) * WordBits + std::countr_zero(word));
        }
    }
    std::vector<quint64> &words() { return m_words; }

private:
    std::vector<quint64> m_words;
    qsizetype m_size = 0;
};

} // namespace sockscope
