// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

namespace load {

/// Counts durations in buckets no wider than 1/128 of their value, so a percentile is off by less than 0.4 %.
class Histogram
{
public:
    void add(std::int64_t nanoseconds)
    {
        ++m_buckets[bucketOf(std::uint64_t(std::max<std::int64_t>(nanoseconds, 0)))];
        ++m_count;
    }

    std::uint64_t count() const { return m_count; }

    /// The middle of the bucket below which @p fraction of the durations lie; 0 without any.
    double microseconds(double fraction) const
    {
        std::uint64_t left = std::uint64_t(fraction * double(m_count));
        for (std::size_t i = 0; i < m_buckets.size(); ++i) {
            if (m_buckets[i] > left)
                return (double(lowerEdge(i)) + double(lowerEdge(i + 1))) / 2 / NanosecondsPerMicrosecond;
            left -= m_buckets[i];
        }
        return 0;
    }

private:
    static constexpr int FineBits = 7;
    static constexpr std::size_t Fine = std::size_t(1) << FineBits;
    static constexpr int MaxBits = 40; // 18 minutes
    static constexpr double NanosecondsPerMicrosecond = 1000;

    static std::size_t bucketOf(std::uint64_t value)
    {
        if (value < Fine)
            return std::size_t(value);
        const int shift = int(std::bit_width(value)) - FineBits - 1;
        return std::min((std::size_t(shift) << FineBits) + std::size_t(value >> shift), Buckets - 1);
    }

    static std::uint64_t lowerEdge(std::size_t bucket)
    {
        if (bucket < 2 * Fine)
            return bucket;
        const std::size_t shift = (bucket >> FineBits) - 1;
        return std::uint64_t(bucket - (shift << FineBits)) << shift;
    }

    static constexpr std::size_t Buckets = std::size_t(MaxBits - FineBits + 1) << FineBits;
    std::vector<std::uint64_t> m_buckets = std::vector<std::uint64_t>(Buckets);
    std::uint64_t m_count = 0;
};

} // namespace load
