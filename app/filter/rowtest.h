// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/rowspan.h"

#include <array>
#include <bit>
#include <memory>
#include <stop_token>
#include <vector>

namespace sockscope {

/// The rows that are judged in one go: few enough to stay in the processor's second cache.
struct RowBlock
{
    static constexpr qsizetype MaxRows = 4096;

    const RowSpan &span;
    qsizetype first; ///< index in the span
    std::span<const PackedRow> rows;
    std::stop_token stop;

    QByteArrayView content(qsizetype index) const { return span.content(first + index); }
};

/// Which rows of a block are still in the running, a bit for each.
struct BlockBits
{
    static constexpr qsizetype WordBits = 64;
    std::array<quint64, RowBlock::MaxRows / WordBits> words{};

    qsizetype count() const
    {
        qsizetype set = 0;
        for (const quint64 word : words)
            set += std::popcount(word);
        return set;
    }
};

/// What one row either passes or not. Immutable: in any thread.
class RowTest
{
public:
    /// In the order in which tests are best made: the cheap ones spare rows the dear ones.
    enum class Cost : quint8 { Column, Connection, ShortPayload, PayloadSearch, PayloadParse, PayloadRegex };

    explicit RowTest(Cost cost) : m_cost(cost) { }
    virtual ~RowTest() = default;
    Q_DISABLE_COPY_MOVE(RowTest)

    /// Clears the bits of rows that do not pass. When asked to stop, it may leave them as they are.
    virtual void narrow(const RowBlock &block, BlockBits *bits) const = 0;
    Cost cost() const { return m_cost; }

protected:
    /// Keeps the bits of rows for which @p passes(row, index) is true.
    template <typename Passes> static void keepRows(const RowBlock &block, BlockBits *bits, Passes passes)
    {
        const auto rows = block.rows;
        for (size_t at = 0; at * BlockBits::WordBits < rows.size(); ++at) {
            if (bits->words[at] == 0)
                continue;
            const size_t first = at * BlockBits::WordBits;
            const size_t count = std::min<size_t>(BlockBits::WordBits, rows.size() - first);
            quint64 passed = 0;
            for (size_t i = 0; i < count; ++i)
                passed |= quint64(passes(rows[first + i], first + i)) << i;
            bits->words[at] &= passed;
        }
    }
    /// The same for what costs more than looking at a row: only rows whose bit is set are asked.
    template <typename Passes>
    static void keepCandidates(const RowBlock &block, BlockBits *bits, Passes passes)
    {
        for (size_t at = 0; at < bits->words.size(); ++at) {
            for (quint64 left = bits->words[at]; left != 0; left &= left - 1) {
                if (block.stop.stop_requested())
                    return;
                const int bit = std::countr_zero(left);
                const size_t index = at * BlockBits::WordBits + size_t(bit);
                if (!passes(block.rows[index], qsizetype(index)))
                    bits->words[at] &= ~(quint64(1) << bit);
            }
        }
    }

private:
    const Cost m_cost;
};

using RowTestPtr = std::unique_ptr<const RowTest>;

RowTestPtr allOf(std::vector<RowTestPtr> tests);
RowTestPtr anyOf(std::vector<RowTestPtr> tests);
RowTestPtr noneOf(RowTestPtr test);

} // namespace sockscope
