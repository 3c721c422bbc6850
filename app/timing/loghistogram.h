// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timing/relaxed.h"

#include <QList>

#include <array>

namespace sockscope {

/// How often which values came, in a fixed memory: log-linear buckets as in HdrHistogram, each no wider than
/// 1/64 of its values, so that a percentile is off by less than 1 %. Values are nanoseconds up to 73 minutes,
/// or bytes up to 4 TiB; larger ones count as that, negative ones as 0.
///
/// One thread adds, without a lock; any thread reads and copies meanwhile, and may miss the newest value in
/// part. 1 KiB for each power of two that values came from, at most 37 KiB.
class LogHistogram
{
public:
    static constexpr int BucketsPerOctave = 64;
    static constexpr qint64 MaxValue = (qint64(1) << 42) - 1;

    struct Bucket
    {
        qint64 low = 0, high = 0; ///< low <= value <= high
        quint64 count = 0;
        quint64 row = 0; ///< of the log, that brought the newest of them
    };

    LogHistogram() = default;
    LogHistogram(const LogHistogram &other) { merge(other); }
    LogHistogram &operator=(const LogHistogram &) = delete;
    ~LogHistogram();

    /// @p row of the log brought it.
    void add(qint64 value, quint64 row)
    {
        if (value != m_last || m_cell == nullptr) // many come in a row: sizes, and what shares a read
            m_cell = &choose(value);
        m_cell->count += 1;
        m_cell->row = row;
        m_sum += quint64(qint64(m_last));
        m_count += 1;
    }
    /// Adds all of @p other's values; where both have a bucket, the row is the later one.
    void merge(const LogHistogram &other);

    quint64 count() const { return m_count; }
    qint64 last() const { return m_last; } ///< the newest; -1 without values, like the three below
    qint64 min() const { return m_min; }
    qint64 max() const { return m_max; }
    double mean() const;
    /// The values that @p percents of all do not exceed, by nearest rank, each the middle of its bucket; -1
    /// without values. In one pass: together they fit each other.
    QList<qint64> percentiles(const QList<double> &percents) const;
    qint64 percentile(double percent) const { return percentiles({percent}).first(); }
    /// What is to be drawn: buckets that are not empty, ascending, @p perOctave to a power of two: 1, 2, 4 up
    /// to BucketsPerOctave.
    QList<Bucket> buckets(int perOctave = BucketsPerOctave) const;

private:
    struct Cell
    {
        Relaxed<quint64> count, row;
    };
    // The values of one power of two; of the first those below BucketsPerOctave.
    using Octave = std::array<Cell, BucketsPerOctave>;
    static constexpr size_t Octaves = 37;

    Cell &choose(qint64 value);
    Octave &octave(size_t number);
    const Octave *held(size_t number) const { return m_octaves[number].load(std::memory_order_acquire); }
    void note(qint64 min, qint64 max);

    Cell *m_cell = nullptr; // the adding thread's: of the last value
    std::array<std::atomic<Octave *>, Octaves> m_octaves{}; // owned, made when first needed
    Relaxed<quint64> m_count = 0, m_sum = 0;
    Relaxed<qint64> m_last = -1, m_min = -1, m_max = -1;
};

} // namespace sockscope
