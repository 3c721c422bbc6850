// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <deque>
#include <memory>
#include <vector>

namespace sockscope {

/// Numbers of rows, as a scan hands them on: whoever fills it goes on doing so behind what has been told.
struct MatchChunk
{
    static constexpr quint64 Size = 8192;
    std::array<quint64, Size> numbers;
};

/// The matches of a scan as their one reader sees them: numbers in growing order, appended at the end in
/// chunks that are not copied, dropped at the front. What has been received is seen only after show().
class MatchList
{
public:
    qsizetype size() const { return qsizetype(m_end - m_begin); }
    bool isEmpty() const { return m_begin == m_end; }
    quint64 at(qsizetype index) const { return number(m_begin + quint64(index)); }
    /// Index of the first number that is not below @p number.
    qsizetype lowerBound(quint64 number) const;

    /// Chunks in order behind those before; @p total matches are in all chunks ever received.
    void receive(std::vector<std::shared_ptr<const MatchChunk>> chunks, quint64 total);
    /// Matches that show() would append. Those below @p first never will be, as long as the list is empty.
    qsizetype pending(quint64 first);
    void show() { m_end = m_received; }
    /// Takes @p count matches away from the front.
    void drop(qsizetype count);

private:
    quint64 number(quint64 ordinal) const
    {
        return m_chunks[size_t(ordinal / MatchChunk::Size - m_firstChunk)]
            ->numbers[ordinal % MatchChunk::Size];
    }

    std::deque<std::shared_ptr<const MatchChunk>> m_chunks;
    quint64 m_firstChunk = 0; // how many chunks have been dropped
    quint64 m_begin = 0; // ordinals of matches, from 0 for the first one ever found
    quint64 m_end = 0;
    quint64 m_received = 0;
};

} // namespace sockscope
