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

/// What a compressed row keeps: its wire payload, what that inflated to, and at the end these sizes.
struct InflatedSizes
{
    quint64 length = 0; ///< of the inflated bytes, kept or not
    quint32 wireStored = 0;
};

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
    /// Beside its payload, a compressed row takes what it keeps of the inflated bytes, and this.
    static constexpr qsizetype InflatedOverhead = sizeof(InflatedSizes);

    // In the appending thread.
    bool fits(qsizetype payloadSize) const
    {
        const quint64 rows = m_count.load(std::memory_order_relaxed) + 1;
        return rows * RowSize + quint64(payloadSize) <= m_payloads;
    }
    /// @p inflated counts for compressed records only.
    void append(const FrameRecord &record, QByteArrayView payload, QByteArrayView inflated)
    {
        const quint64 row = m_count.load(std::memory_order_relaxed);
        if (record.compressed) {
            const InflatedSizes sizes{record.inflatedLength, quint32(payload.size())};
            push({reinterpret_cast<const char *>(&sizes), InflatedOverhead});
            push(inflated);
        }
        push(payload);
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
        const QByteArrayView kept = this->kept(index);
        if (!row(index).isCompressed())
            return row(index).unpacked(quint32(kept.size()));
        const InflatedSizes sizes = inflatedSizes(kept);
        FrameRecord record = row(index).unpacked(sizes.wireStored);
        record.inflatedLength = sizes.length;
        return record;
    }
    /// As it was on the wire, but unmasked.
    QByteArrayView payload(quint64 number) const
    {
        const quint64 index = number - m_first;
        const QByteArrayView kept = this->kept(index);
        return row(index).isCompressed() ? kept.first(inflatedSizes(kept).wireStored) : kept;
    }
    /// What the payload means: inflated if it was compressed.
    QByteArrayView content(quint64 number) const
    {
        const quint64 index = number - m_first;
        const QByteArrayView kept = this->kept(index);
        return row(index).isCompressed()
            ? kept.sliced(inflatedSizes(kept).wireStored).chopped(InflatedOverhead)
            : kept;
    }

private:
    static constexpr quint32 RowSize = sizeof(PackedRow);
    static_assert(std::is_trivially_copyable_v<PackedRow>);
    static_assert(alignof(PackedRow) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);

    const PackedRow &row(quint64 index) const
    {
        return *std::launder(reinterpret_cast<const PackedRow *>(m_block.get() + index * RowSize));
    }
    void push(QByteArrayView bytes)
    {
        m_payloads -= quint32(bytes.size());
        if (!bytes.isEmpty())
            std::memcpy(m_block.get() + m_payloads, bytes.data(), size_t(bytes.size()));
    }
    QByteArrayView kept(quint64 index) const
    {
        const quint32 at = row(index).payloadAt();
        return QByteArrayView(m_block.get() + at, qsizetype(payloadEnd(index) - at));
    }
    static InflatedSizes inflatedSizes(QByteArrayView kept)
    {
        InflatedSizes sizes;
        std::memcpy(&sizes, kept.last(InflatedOverhead).data(), sizeof sizes);
        return sizes;
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
