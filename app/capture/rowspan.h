// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/capturesegment.h"

namespace sockscope {

/// Rows that lie side by side in memory, with their payloads: what there is to scan at once. They stay as
/// they are for as long as the span lives, dropped by the log or not. Cheap to copy.
class RowSpan
{
public:
    RowSpan() = default;
    /// The rows [first, end) of @p segment, which it must have.
    RowSpan(std::shared_ptr<const CaptureSegment> segment, quint64 first, quint64 end)
        : m_segment(std::move(segment)), m_first(first), m_end(end)
    { }

    bool isEmpty() const { return m_first == m_end; }
    qsizetype size() const { return qsizetype(m_end - m_first); }
    quint64 first() const { return m_first; } ///< number of the first row
    quint64 end() const { return m_end; } ///< number behind the last row
    std::span<const PackedRow> rows() const
    {
        return isEmpty() ? std::span<const PackedRow>()
                         : m_segment->rows().subspan(m_first - m_segment->first(), size_t(size()));
    }
    FrameRecord record(qsizetype index) const { return m_segment->record(numberOf(index)); }
    /// As on the wire, unmasked.
    QByteArrayView payload(qsizetype index) const { return m_segment->payload(numberOf(index)); }
    /// The same, inflated if it was compressed.
    QByteArrayView content(qsizetype index) const { return m_segment->content(numberOf(index)); }
    /// What a compressed payload inflated to, or the facts of an event as JSON; empty for other rows.
    QByteArrayView detail(qsizetype index) const { return m_segment->detail(numberOf(index)); }

    /// The bytes of the segment as they stand in a file, by parts: what lies between them is room.
    std::array<std::span<const std::byte>, 2> segmentBytes() const
    {
        return m_segment->usedBytes(m_end - m_segment->first());
    }

private:
    quint64 numberOf(qsizetype index) const { return m_first + quint64(index); }

    std::shared_ptr<const CaptureSegment> m_segment;
    quint64 m_first = 0;
    quint64 m_end = 0;
};

} // namespace sockscope
