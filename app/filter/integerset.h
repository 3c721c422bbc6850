// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <limits>
#include <vector>

namespace sockscope {

/// What a column has where a row lacks it; in no IntegerSet.
inline constexpr qint64 AbsentValue = std::numeric_limits<qint64>::min();

/// first <= value <= last; nothing when last < first.
struct IntegerRange
{
    qint64 first;
    qint64 last;

    bool contains(qint64 value) const
    {
        return quint64(value) - quint64(first) <= quint64(last) - quint64(first); // one branch
    }
    bool operator==(const IntegerRange &) const = default;
};

/// Ranges in order that neither touch nor overlap.
class IntegerSet
{
public:
    static constexpr IntegerRange All{AbsentValue + 1, std::numeric_limits<qint64>::max()};

    IntegerSet() = default;
    explicit IntegerSet(std::vector<IntegerRange> ranges)
    {
        std::ranges::sort(ranges, {}, &IntegerRange::first);
        for (const IntegerRange &range : ranges) {
            if (range.last < range.first)
                continue;
            if (m_ranges.empty()
                || (m_ranges.back().last != All.last && m_ranges.back().last + 1 < range.first))
                m_ranges.push_back(range);
            else
                m_ranges.back().last = std::max(m_ranges.back().last, range.last);
        }
    }

    const std::vector<IntegerRange> &ranges() const { return m_ranges; }
    bool contains(qint64 value) const
    {
        const auto after = std::ranges::upper_bound(m_ranges, value, {}, &IntegerRange::first);
        return after != m_ranges.begin() && std::prev(after)->contains(value);
    }
    /// Every value but these.
    IntegerSet complement() const
    {
        std::vector<IntegerRange> others;
        qint64 next = All.first;
        for (const IntegerRange &range : m_ranges) {
            if (range.first > next)
                others.push_back({next, range.first - 1});
            if (range.last == All.last)
                return IntegerSet(std::move(others));
            next = range.last + 1;
        }
        others.push_back({next, All.last});
        return IntegerSet(std::move(others));
    }
    bool operator==(const IntegerSet &) const = default;

private:
    std::vector<IntegerRange> m_ranges;
};

} // namespace sockscope
