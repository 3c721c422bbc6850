// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <algorithm>
#include <array>
#include <atomic>
#include <deque>
#include <iterator>
#include <memory>
#include <mutex>
#include <span>

namespace sockscope {

/// The last samples of one kind. Samples are numbered from 0 for ever, so a reader asks for what is new. One
/// thread appends, and takes a lock once in a chunk; any thread reads and clears.
template <typename Sample, quint64 SamplesInChunk = 2048> class SampleLog
{
public:
    static constexpr quint64 ChunkSize = SamplesInChunk;
    static constexpr quint64 Capacity = 50 * ChunkSize;

    /// At least @p capacity of the last samples are held, and no more than two chunks beyond.
    explicit SampleLog(quint64 capacity = Capacity) : m_capacity(capacity) { }

    void append(const Sample &sample)
    {
        if (!m_filling || m_filling->count.load(std::memory_order_relaxed) == ChunkSize)
            beginChunk();
        const quint64 index = m_filling->count.load(std::memory_order_relaxed);
        m_filling->samples[index] = sample;
        m_filling->count.store(index + 1, std::memory_order_release);
    }
    /// The newest sample, for the appending thread to change if others can read it meanwhile; nullptr without
    /// any.
    Sample *last()
    {
        return m_filling ? &m_filling->samples[m_filling->count.load(std::memory_order_relaxed) - 1]
                         : nullptr;
    }
    /// Samples numbered >= @p from that are still held; sets @p from to the next number.
    QList<Sample> takeSince(quint64 *from) const
    {
        QList<Sample> taken;
        for (const auto &chunk : chunksSince(from)) {
            const quint64 end = chunk->first + chunk->count.load(std::memory_order_acquire);
            for (*from = std::max(*from, chunk->first); *from < end; ++*from)
                taken.append(chunk->samples[*from - chunk->first]);
        }
        return taken;
    }
    /// Samples that are still held, oldest first, without those in front that @p isBefore; it is not so for
    /// any behind the first for which it is not.
    template <typename IsBefore> QList<Sample> takeBehind(IsBefore isBefore) const
    {
        quint64 from = 0;
        QList<Sample> taken;
        for (const auto &chunk : chunksSince(&from)) {
            const quint64 count = chunk->count.load(std::memory_order_acquire);
            const std::span samples(chunk->samples.data(), size_t(count));
            if (!samples.empty() && isBefore(samples.back()))
                continue;
            const auto wanted = std::ranges::partition_point(samples, isBefore);
            std::copy(wanted, samples.end(), std::back_inserter(taken));
        }
        return taken;
    }
    /// Whether the oldest samples have had to go.
    bool hasDropped() const
    {
        std::lock_guard lock(m_mutex);
        return !m_chunks.empty() && m_chunks.front()->first > 0;
    }
    void clear()
    {
        std::lock_guard lock(m_mutex);
        if (!m_chunks.empty())
            m_cleared = m_chunks.back()->first + m_chunks.back()->count.load(std::memory_order_acquire);
    }

private:
    struct Chunk // what count tells of never changes again
    {
        quint64 first = 0;
        std::atomic<quint64> count = 0;
        std::array<Sample, ChunkSize> samples;
    };
    using Chunks = std::deque<std::shared_ptr<Chunk>>;

    void beginChunk()
    {
        const quint64 first = m_filling ? m_filling->first + ChunkSize : 0;
        m_filling = std::make_shared<Chunk>();
        m_filling->first = first;
        std::lock_guard lock(m_mutex);
        m_chunks.push_back(m_filling);
        if (m_chunks.front()->first + ChunkSize + m_capacity <= first)
            m_chunks.pop_front();
    }
    // The chunks with samples numbered >= from, which is moved past what is gone.
    Chunks chunksSince(quint64 *from) const
    {
        std::lock_guard lock(m_mutex);
        *from = std::max(*from, m_cleared);
        const auto wanted = std::ranges::partition_point(
            m_chunks, [from](const auto &chunk) { return chunk->first + ChunkSize <= *from; });
        return Chunks(wanted, m_chunks.end());
    }

    const quint64 m_capacity;
    std::shared_ptr<Chunk> m_filling; // the appending thread's
    mutable std::mutex m_mutex; // protects the two below
    Chunks m_chunks;
    quint64 m_cleared = 0; // samples before this one are gone
};

} // namespace sockscope
