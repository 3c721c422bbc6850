// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/blockpool.h"
#include "app/capture/packedrow.h"

#include <QByteArrayView>

#include <atomic>
#include <cstring>
#include <new>

namespace sockscope {

/// One block of memory: rows grow from its front, payloads from its back. One thread appends; what it has
/// counted never changes again, so others read it without a lock.
class CaptureSegment
{
public:
    /// @p bytes must be less than 4 GiB.
    CaptureSegment(quint64 firstRow, qsizetype bytes, std::shared_ptr<BlockPool> pool)
        : m_first(firstRow)
        , m_pool(std::move(pool))
        , m_block(m_pool->take(bytes))
        , m_size(quint32(bytes))
        , m_payloads(m_size)
    { }
    ~CaptureSegment() { m_pool->give(std::move(m_block), m_size); }
    Q_DISABLE_COPY_MOVE(CaptureSegment)

    /// A block must have this for one row and its payload.
    static constexpr qsizetype bytesFor(qsizetype payloadSize) { return RowSize + payloadSize; }

    // In the appending thread.
    bool fits(qsizetype payloadSize) const
    {
        const quint64 rows = m_count.load(std::memory_order_relaxed) + 1;
        return rows * RowSize + quint64(payloadSize) <= m_payloads;
    }
    void append(const FrameRecord &record, QByteArrayView payload)
    {
        const quint64 row = m_count.load(std::memory_order_relaxed);
        m_payloads -= quint32(payload.size());
        if (!payload.isEmpty())
            std::memcpy(m_block.get() + m_payloads, payload.data(), size_t(payload.size()));
        new (m_block.get() + row * RowSize) PackedRow(record, m_payloads);
        m_count.store(row + 1, std::memory_order_release);
    }

    // In any thread.
    quint64 first() const { return m_first; } ///< number of its first row
    quint64 end() const { return m_first + m_count.load(std::memory_order_acquire); }
    /// Bytes of rows and payloads.
    qint64 used() const
    {
        const quint64 count = m_count.load(std::memory_order_acquire);
        return qint64(count) * RowSize + (m_size - payloadEnd(count));
    }
    /// @p number must be of a row that end() has told of.
    FrameRecord record(quint64 number) const
    {
        const quint64 index = number - m_first;
        return row(index).unpacked(payloadEnd(index) - row(index).payloadAt());
    }
    QByteArrayView payload(quint64 number) const
    {
        const quint64 index = number - m_first;
        const quint32 at = row(index).payloadAt();
        return QByteArrayView(m_block.get() + at, qsizetype(payloadEnd(index) - at));
    }

private:
    static constexpr quint32 RowSize = sizeof(PackedRow);
    static_assert(std::is_trivially_copyable_v<PackedRow>);
    static_assert(alignof(PackedRow) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);

    const PackedRow &row(quint64 index) const
    {
        return *std::launder(reinterpret_cast<const PackedRow *>(m_block.get() + index * RowSize));
    }
    /// Payloads lie back to back: one ends where that of the row before begins.
    quint32 payloadEnd(quint64 index) const { return index == 0 ? m_size : row(index - 1).payloadAt(); }

    const quint64 m_first;
    const std::shared_ptr<BlockPool> m_pool;
    std::unique_ptr<std::byte[]> m_block;
    const quint32 m_size;
    quint32 m_payloads; // where the last payload begins; the appending thread's
    std::atomic<quint64> m_count = 0;
};

} // namespace sockscope
