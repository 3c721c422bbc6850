// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <vector>

namespace sockscope {

/// Values over time in a fixed memory, however many: neighbours are merged when there is no room left, and
/// their extremes kept, so that a peak stays a peak.
class DecimatedSeries
{
public:
    static constexpr size_t MaxBuckets = 8192;

    struct Bucket
    {
        qint64 firstNs = 0, lastNs = 0;
        double min = 0, max = 0;
        quint64 row = 0; ///< of the log, that brought the first of these values
    };

    /// Times do not go back.
    void add(qint64 timeNs, double value, quint64 row);

    const std::vector<Bucket> &buckets() const { return m_buckets; }
    bool isEmpty() const { return m_count == 0; }
    quint64 count() const { return m_count; }
    double last() const { return m_last; }
    double min() const { return m_min; }
    double max() const { return m_max; }
    double mean() const { return m_mean; }

private:
    void merge();

    std::vector<Bucket> m_buckets;
    quint64 m_perBucket = 1;
    quint64 m_inLast = 0; // values in the last bucket
    quint64 m_count = 0;
    double m_last = 0, m_min = 0, m_max = 0, m_mean = 0;
};

} // namespace sockscope
