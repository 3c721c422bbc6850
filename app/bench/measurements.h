// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverlib/connection/frametap.h"

#include <QList>

#include <deque>
#include <mutex>

namespace sockscope {

struct RttSample
{
    qint64 timeNs = 0; ///< when the pong came, CaptureStore time
    quint64 connection = 0;
    qint64 rttNs = 0;
    quint64 row = 0; ///< of the pong in the log
};

struct SizeSample
{
    qint64 timeNs = 0;
    quint64 connection = 0;
    ws::Direction direction = ws::Direction::Received;
    quint64 bytes = 0; ///< of a whole message, or what a refused one's header promised
    bool tooBig = false; ///< failed with 1009
    quint64 row = 0;
};

/// The last samples of one kind. Samples are numbered from 0 for ever, so a reader asks for what is new.
template <typename Sample> class SampleLog
{
public:
    static constexpr size_t Capacity = 100'000;

    void append(const Sample &sample)
    {
        std::lock_guard lock(m_mutex);
        m_samples.push_back(sample);
        if (m_samples.size() > Capacity) {
            m_samples.pop_front();
            ++m_first;
        }
    }
    /// Samples numbered >= @p from that are still held; sets @p from to the next number.
    QList<Sample> takeSince(quint64 *from) const
    {
        std::lock_guard lock(m_mutex);
        const quint64 start = std::max(*from, m_first);
        *from = m_first + m_samples.size();
        if (start >= *from)
            return {};
        return QList<Sample>(m_samples.begin() + qptrdiff(start - m_first), m_samples.end());
    }
    void clear()
    {
        std::lock_guard lock(m_mutex);
        m_first += m_samples.size();
        m_samples.clear();
    }

private:
    mutable std::mutex m_mutex; // protects everything below
    std::deque<Sample> m_samples;
    quint64 m_first = 0;
};

/// Current, min, median, p95 and max of a set of round trips, in nanoseconds; -1 without samples.
struct RttSummary
{
    qint64 current = -1, min = -1, median = -1, p95 = -1, max = -1;
    qsizetype count = 0;
};
/// @p rtts in order of time. Percentiles by nearest rank.
RttSummary summarize(QList<qint64> rtts);

} // namespace sockscope
