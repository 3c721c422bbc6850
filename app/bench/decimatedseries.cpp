// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/decimatedseries.h"

#include <algorithm>

namespace sockscope {

void DecimatedSeries::add(qint64 timeNs, double value, quint64 row)
{
    m_min = m_count == 0 ? value : std::min(m_min, value);
    m_max = m_count == 0 ? value : std::max(m_max, value);
    m_last = value;
    ++m_count;
    m_mean += (value - m_mean) / double(m_count); // no sum that grows out of its digits
    if (!m_buckets.empty() && m_inLast < m_perBucket) {
        Bucket &bucket = m_buckets.back();
        bucket.lastNs = timeNs;
        bucket.min = std::min(bucket.min, value);
        bucket.max = std::max(bucket.max, value);
        ++m_inLast;
        return;
    }
    if (m_buckets.size() == MaxBuckets)
        merge();
    m_buckets.push_back({timeNs, timeNs, value, value, row});
    m_inLast = 1;
}

void DecimatedSeries::merge()
{
    for (size_t i = 0; i < MaxBuckets / 2; ++i) {
        const Bucket &first = m_buckets[2 * i];
        const Bucket &second = m_buckets[2 * i + 1];
        m_buckets[i] = {first.firstNs, second.lastNs, std::min(first.min, second.min),
            std::max(first.max, second.max), first.row};
    }
    m_buckets.resize(MaxBuckets / 2);
    m_perBucket *= 2;
}

} // namespace sockscope
