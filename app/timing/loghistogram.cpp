// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timing/loghistogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace sockscope {

namespace {

constexpr int FineBits = 6;
static_assert(1 << FineBits == LogHistogram::BucketsPerOctave);

struct Place
{
    size_t octave;
    size_t bucket;
};

Place placeOf(quint64 value)
{
    constexpr quint64 Fine = LogHistogram::BucketsPerOctave;
    if (value < Fine)
        return {0, size_t(value)};
    const int shift = std::bit_width(value) - FineBits - 1;
    return {size_t(shift) + 1, size_t((value >> shift) % Fine)};
}

// Of the bucket's lowest value; that of the place behind is the next bucket's.
qint64 lowest(size_t octave, size_t bucket)
{
    if (octave == 0)
        return qint64(bucket);
    return qint64(LogHistogram::BucketsPerOctave + bucket) << (octave - 1);
}

} // namespace

LogHistogram::~LogHistogram()
{
    for (const std::atomic<Octave *> &octave : m_octaves)
        delete octave.load();
}

LogHistogram::Octave &LogHistogram::octave(size_t number)
{
    Octave *found = m_octaves[number].load(std::memory_order_relaxed); // only this thread makes them
    if (found == nullptr) {
        found = new Octave;
        m_octaves[number].store(found, std::memory_order_release);
    }
    return *found;
}

void LogHistogram::note(qint64 min, qint64 max)
{
    if (m_count == 0 || min < m_min)
        m_min = min;
    if (max > m_max)
        m_max = max;
}

LogHistogram::Cell &LogHistogram::choose(qint64 value)
{
    const qint64 counted = std::clamp<qint64>(value, 0, MaxValue);
    note(counted, counted);
    m_last = counted;
    const Place place = placeOf(quint64(counted));
    return octave(place.octave)[place.bucket];
}

void LogHistogram::merge(const LogHistogram &other)
{
    if (other.m_count == 0)
        return;
    for (size_t i = 0; i < Octaves; ++i) {
        const Octave *from = other.held(i);
        if (from == nullptr)
            continue;
        Octave &to = octave(i);
        for (size_t k = 0; k < BucketsPerOctave; ++k) {
            to[k].count += (*from)[k].count;
            to[k].row = std::max<quint64>(to[k].row, (*from)[k].row);
        }
    }
    note(other.m_min, other.m_max);
    m_last = other.m_last;
    m_cell = nullptr;
    m_sum += other.m_sum;
    m_count += other.m_count;
}

double LogHistogram::mean() const
{
    const quint64 count = m_count;
    return count == 0 ? -1 : double(m_sum) / double(count);
}

QList<LogHistogram::Bucket> LogHistogram::buckets(int perOctave) const
{
    const size_t merged = BucketsPerOctave / size_t(std::clamp(perOctave, 1, BucketsPerOctave));
    QList<Bucket> all;
    for (size_t i = 0; i < Octaves; ++i) {
        const Octave *octave = held(i);
        for (size_t k = 0; octave != nullptr && k < BucketsPerOctave; ++k) {
            const quint64 count = (*octave)[k].count;
            if (count == 0)
                continue;
            const size_t first = k / merged * merged;
            const qint64 low = lowest(i, first);
            if (all.isEmpty() || all.last().low != low)
                all.append({low, lowest(i, first + merged) - 1, 0, 0});
            all.last().count += count;
            all.last().row = std::max<quint64>(all.last().row, (*octave)[k].row);
        }
    }
    return all;
}

QList<qint64> LogHistogram::percentiles(const QList<double> &percents) const
{
    const QList<Bucket> all = buckets();
    quint64 total = 0;
    for (const Bucket &bucket : all)
        total += bucket.count;
    QList<qint64> values;
    for (const double percent : percents) {
        const auto rank = quint64(std::ceil(double(total) * percent / 100));
        quint64 below = 0;
        const auto found = std::ranges::find_if(
            all, [&](const Bucket &bucket) { return (below += bucket.count) >= std::max<quint64>(rank, 1); });
        // The middle of a bucket may lie beyond what came.
        values.append(found == all.end()
                ? -1
                : std::clamp<qint64>((found->low + found->high) / 2, std::min<qint64>(m_min, m_max), m_max));
    }
    return values;
}

} // namespace sockscope
