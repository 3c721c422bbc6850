// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/samplelog.h"
#include "app/timing/timebins.h"

namespace sockscope {

/// Values over time in a fixed memory, for days: a bin for each second in which something came, and wider
/// ones for what lies further back. @p Bin is a TimeBin that can merge().
///
/// One thread adds, and takes a lock once in a hundred bins; any thread reads meanwhile. Of the bin that is
/// being filled, and of that alone, it may miss the newest value in part.
template <typename Bin> class TimeSeries
{
public:
    struct Level
    {
        quint32 widthS;
        quint64 bins; ///< held at least
    };
    /// An hour, a day, and five days, of something in every bin; further back with pauses.
    static constexpr std::array Levels{Level{1, 3600}, Level{10, 8640}, Level{120, 3600}};

    /// The bin of this moment, to add to. Time does not go back: what is late goes into the newest bin.
    Bin &at(qint64 timeNs)
    {
        if (timeNs >= m_openEndNs)
            open(timeNs);
        return *m_open;
    }

    bool isEmpty() const { return m_isEmpty; }
    /// The bins of the stretch [@p fromNs, @p toNs), oldest first, none of them empty: each as narrow as is
    /// still held, but as wide as the widest level up to @p widthNs, so that a plot of a day need not draw
    /// every second.
    QList<Bin> bins(qint64 fromNs, qint64 toNs, qint64 widthNs = 0) const
    {
        size_t level = 0;
        while (level + 1 < Levels.size() && widthOf(level + 1) <= widthNs)
            ++level;
        QList<Bin> found = since(level, fromNs);
        while (++level < Levels.size() && (found.isEmpty() || found.first().beginNs() > fromNs))
            prepend(level, fromNs, &found);
        const auto behind =
            std::ranges::partition_point(found, [toNs](const Bin &bin) { return bin.beginNs() < toNs; });
        found.erase(behind, found.end());
        return found;
    }

private:
    using Log = SampleLog<Bin, 120>;

    static constexpr qint64 widthOf(size_t level) { return qint64(Levels[level].widthS) * 1'000'000'000; }
    static quint32 slot(size_t level, quint32 second) { return second - second % Levels[level].widthS; }

    void open(qint64 timeNs)
    {
        if (m_open != nullptr)
            fold(1, *m_open);
        Bin bin;
        bin.beginS = quint32(timeNs / widthOf(0));
        m_logs[0].append(bin);
        m_open = m_logs[0].last();
        m_openEndNs = m_open->endNs();
        m_isEmpty = false;
    }
    // A narrower bin is complete: it becomes part of one of this level, and so on.
    void fold(size_t level, const Bin &bin)
    {
        Bin *newest = m_logs[level].last();
        if (newest != nullptr && newest->beginS == slot(level, bin.beginS)) {
            newest->merge(bin);
            return;
        }
        if (newest != nullptr && level + 1 < Levels.size())
            fold(level + 1, *newest);
        m_logs[level].append(widened(level, bin));
    }
    static Bin widened(size_t level, const Bin &bin)
    {
        Bin wide = bin;
        wide.beginS = slot(level, bin.beginS);
        wide.widthS = Levels[level].widthS;
        return wide;
    }

    // The newest bin of a level lacks what has not been folded yet: it is put together from seconds.
    QList<Bin> since(size_t level, qint64 fromNs) const
    {
        QList<Bin> found = held(level, fromNs);
        if (level == 0)
            return found;
        const qint64 tail = found.isEmpty() ? fromNs : found.takeLast().beginNs();
        for (const Bin &second : held(0, tail)) {
            if (!found.isEmpty() && found.last().beginS == slot(level, second.beginS))
                found.last().merge(second);
            else
                found.append(widened(level, second));
        }
        return found;
    }
    // What lies further back than found does, where its level has let it go.
    void prepend(size_t level, qint64 fromNs, QList<Bin> *found) const
    {
        if (!m_logs[level - 1].hasDropped())
            return;
        QList<Bin> wide = held(level, fromNs);
        if (!found->isEmpty()) {
            const qint64 first = found->first().beginNs();
            const auto covered =
                std::ranges::partition_point(wide, [first](const Bin &bin) { return bin.beginNs() < first; });
            wide.erase(covered, wide.end());
        }
        if (wide.isEmpty())
            return;
        const qint64 end = wide.last().endNs();
        const auto kept =
            std::ranges::partition_point(*found, [end](const Bin &bin) { return bin.beginNs() < end; });
        found->erase(found->begin(), kept);
        *found = wide + *found;
    }
    QList<Bin> held(size_t level, qint64 fromNs) const
    {
        return m_logs[level].takeBehind([fromNs](const Bin &bin) { return bin.endNs() <= fromNs; });
    }

    std::array<Log, Levels.size()> m_logs{Log(Levels[0].bins), Log(Levels[1].bins), Log(Levels[2].bins)};
    Bin *m_open = nullptr; // the adding thread's, in the first of the logs
    qint64 m_openEndNs = 0;
    Relaxed<bool> m_isEmpty = true;
};

} // namespace sockscope
