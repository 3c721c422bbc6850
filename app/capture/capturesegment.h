// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/block.h"
#include "app/capture/fileformat.h"
#include "app/capture/packedrow.h"

#include <QByteArrayView>

#include <atomic>
#include <cstring>
#include <new>
#include <span>

namespace sockscope {

/// What a row with a detail keeps: its payload, its detail, and at the end these sizes.
struct DetailSizes
{
    quint64 length = 0; ///< of the detail, kept or not
    quint32 payloadStored = 0;
    quint32 reserved = 0;
};

/// One block of memory: rows grow from its front, payloads from its back. One thread appends; what it has
/// counted never changes again, so others read it without a lock. The count stands in the block itself: what
/// is in a file is whole at any moment.
///
/// The detail of a row is what goes with its payload: what a compressed one inflated to, the facts of an
/// event.
class CaptureSegment
{
public:
    using Header = fileformat::SegmentHeader;

    /// An empty one. @p block must be less than 4 GiB and have bytesFor() what comes first.
    CaptureSegment(quint64 firstRow, Block block)
        : m_block(std::move(block)), m_first(firstRow), m_size(quint32(m_block.size())), m_payloads(m_size)
    {
        publish(0); // before the rest: the block may hold a segment that is free
        header()->magic = fileformat::SegmentMagic;
        header()->bytes = m_size;
        header()->firstRow = m_first;
    }
    /// One that was written before and has been checked, see soundRows().
    explicit CaptureSegment(Block published)
        : m_block(std::move(published)), m_first(header()->firstRow), m_size(quint32(m_block.size()))
    {
        m_payloads = payloadEnd(count());
    }
    Q_DISABLE_COPY_MOVE(CaptureSegment)

    /// A block must have this for one row and its payload.
    static constexpr qsizetype bytesFor(qsizetype payloadSize) { return RowsAt + RowSize + payloadSize; }
    /// Beside its payload, a row with a detail takes what it keeps of that, and this.
    static constexpr qsizetype DetailOverhead = sizeof(DetailSizes);

    // In the appending thread.
    bool fits(qsizetype payloadSize) const
    {
        return RowsAt + (count() + 1) * RowSize + quint64(payloadSize) <= m_payloads;
    }
    /// @p detail counts when @p hasDetail; @p detailLength bytes of it there were.
    void append(const FrameRecord &record, QByteArrayView payload, bool hasDetail, QByteArrayView detail,
        quint64 detailLength)
    {
        const quint64 row = count();
        if (hasDetail) {
            const DetailSizes sizes{detailLength, quint32(payload.size())};
            push({reinterpret_cast<const char *>(&sizes), DetailOverhead});
            push(detail);
        }
        push(payload);
        new (m_block.data() + RowsAt + row * RowSize) PackedRow(record, hasDetail, m_payloads);
        publish(row + 1);
    }

    // In any thread.
    quint64 first() const { return m_first; } ///< number of its first row
    quint64 end() const { return m_first + count(); }
    /// Bytes of rows and payloads.
    qint64 used() const
    {
        const quint64 rows = count();
        return qint64(rows) * RowSize + (m_size - payloadEnd(rows));
    }
    /// The rows published so far.
    std::span<const PackedRow> rows() const
    {
        return {std::launder(reinterpret_cast<const PackedRow *>(m_block.data() + RowsAt)), size_t(count())};
    }
    /// @p number must be of a row that end() has told of.
    FrameRecord record(quint64 number) const
    {
        const quint64 index = number - m_first;
        const QByteArrayView kept = this->kept(index);
        if (!row(index).hasDetail())
            return row(index).unpacked(quint32(kept.size()));
        const DetailSizes sizes = detailSizes(kept);
        FrameRecord record = row(index).unpacked(sizes.payloadStored);
        if (record.compressed)
            record.inflatedLength = sizes.length;
        return record;
    }
    /// As it was on the wire, but unmasked.
    QByteArrayView payload(quint64 number) const
    {
        const quint64 index = number - m_first;
        const QByteArrayView kept = this->kept(index);
        return row(index).hasDetail() ? kept.first(detailSizes(kept).payloadStored) : kept;
    }
    QByteArrayView detail(quint64 number) const
    {
        const quint64 index = number - m_first;
        const QByteArrayView kept = this->kept(index);
        return row(index).hasDetail() ? kept.sliced(detailSizes(kept).payloadStored).chopped(DetailOverhead)
                                      : QByteArrayView();
    }
    /// What the payload means: inflated if it was compressed.
    QByteArrayView content(quint64 number) const
    {
        return row(number - m_first).isCompressed() ? detail(number) : payload(number);
    }

    /// Header and rows, and what those keep, of the first @p rows rows. The header may count more of them.
    std::array<std::span<const std::byte>, 2> usedBytes(quint64 rows) const
    {
        const std::span<const std::byte> block(m_block.data(), m_size);
        return {block.first(RowsAt + rows * RowSize), block.subspan(payloadEnd(rows))};
    }

    /// How many rows at the front of @p block, a segment out of a file, can be trusted: their payloads lie
    /// within it, and every number is one of its enumeration.
    static quint64 soundRows(std::span<const std::byte> block, int ruleCount);
    /// Renumbers the rules of all rows: rule n becomes @p numbers[n - 1]. Before anybody reads it.
    static void renumberRules(std::span<std::byte> block, quint64 rows, std::span<const quint8> numbers);

private:
    static constexpr quint32 RowsAt = sizeof(Header);
    static constexpr quint32 RowSize = sizeof(PackedRow);
    static_assert(std::is_trivially_copyable_v<PackedRow>);
    static_assert(alignof(PackedRow) <= alignof(Header));

    Header *header() const { return std::launder(reinterpret_cast<Header *>(m_block.data())); }
    quint64 count() const { return std::atomic_ref(header()->rows).load(std::memory_order_acquire); }
    void publish(quint64 rows) { std::atomic_ref(header()->rows).store(rows, std::memory_order_release); }
    const PackedRow &row(quint64 index) const
    {
        return *std::launder(reinterpret_cast<const PackedRow *>(m_block.data() + RowsAt + index * RowSize));
    }
    void push(QByteArrayView bytes)
    {
        m_payloads -= quint32(bytes.size());
        if (!bytes.isEmpty())
            std::memcpy(m_block.data() + m_payloads, bytes.data(), size_t(bytes.size()));
    }
    QByteArrayView kept(quint64 index) const
    {
        const quint32 at = row(index).payloadAt();
        return QByteArrayView(m_block.data() + at, qsizetype(payloadEnd(index) - at));
    }
    static DetailSizes detailSizes(QByteArrayView kept)
    {
        DetailSizes sizes;
        std::memcpy(&sizes, kept.last(DetailOverhead).data(), sizeof sizes);
        return sizes;
    }
    /// Payloads lie back to back: one ends where that of the row before begins.
    quint32 payloadEnd(quint64 index) const { return index == 0 ? m_size : row(index - 1).payloadAt(); }

    Block m_block;
    const quint64 m_first;
    const quint32 m_size;
    quint32 m_payloads = 0; // where the last payload begins; the appending thread's
};

} // namespace sockscope
