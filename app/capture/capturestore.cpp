// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/capturestore.h"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <type_traits>

namespace sockscope {

namespace {

constexpr qint64 MinSegmentBytes = 64 * 1024;
constexpr qint64 MaxSegmentBytes = 4 * 1024 * 1024;
constexpr qint64 SegmentsPerCapacity = 16;
constexpr qint64 PayloadsPerCapacity = 4; // the largest payload stored is this share of the capacity

qint64 steadyNow()
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
}

qint64 segmentBytes(qint64 capacity)
{
    return std::clamp(capacity / SegmentsPerCapacity, MinSegmentBytes, MaxSegmentBytes);
}

} // namespace

/// One block of memory: rows grow from its front, payloads from its back. Written under the store's lock; a
/// row that was counted under the lock never changes again, so readers that hold the segment need none.
struct CaptureStore::Segment
{
    struct Row
    {
        FrameRecord record;
        quint64 payloadAt = 0; // from the start of the block
    };
    static_assert(std::is_trivially_copyable_v<Row>);
    static_assert(alignof(Row) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);

    Segment(quint64 firstRow, size_t bytes)
        : first(firstRow)
        , block(new std::byte[bytes]) // not initialised: memory that is never written is never resident
        , payloadStart(bytes)
    { }

    bool fits(size_t payloadSize) const { return (count + 1) * sizeof(Row) + payloadSize <= payloadStart; }

    void append(const FrameRecord &record, QByteArrayView payload)
    {
        payloadStart -= size_t(payload.size());
        if (!payload.isEmpty())
            std::memcpy(block.get() + payloadStart, payload.data(), size_t(payload.size()));
        new (block.get() + count * sizeof(Row)) Row{record, payloadStart};
        used += qint64(sizeof(Row)) + payload.size();
        ++count;
    }

    const Row &row(quint64 number) const
    {
        return *std::launder(reinterpret_cast<const Row *>(block.get() + (number - first) * sizeof(Row)));
    }

    QByteArrayView payload(quint64 number) const
    {
        const Row &found = row(number);
        return QByteArrayView(block.get() + found.payloadAt, qsizetype(found.record.stored));
    }

    const quint64 first;
    const std::unique_ptr<std::byte[]> block;
    quint64 count = 0;
    size_t payloadStart;
    qint64 used = 0;
};

CaptureStore::CaptureStore(qint64 capacityBytes)
    : m_capacity(std::max(capacityBytes, MinCapacity))
    , m_startedAt(QDateTime::currentDateTime())
    , m_startNs(steadyNow())
{ }

CaptureStore::~CaptureStore() = default;

qint64 CaptureStore::now() const
{
    return steadyNow() - m_startNs;
}

quint64 CaptureStore::append(FrameRecord record, QByteArrayView payload)
{
    std::lock_guard lock(m_mutex);
    const auto bound = std::min<qint64>(MaxStoredPayload, m_capacity / PayloadsPerCapacity);
    const QByteArrayView kept = payload.first(std::min<qsizetype>(payload.size(), bound));
    record.stored = quint32(kept.size());
    Segment &segment = segmentFor(kept.size());
    const qint64 before = segment.used;
    segment.append(record, kept);
    m_bytes += segment.used - before;
    return m_end++;
}

CaptureStore::Segment &CaptureStore::segmentFor(qsizetype payloadSize)
{
    if (m_segments.empty() || !m_segments.back()->fits(size_t(payloadSize))) {
        const qint64 wanted = std::max(segmentBytes(m_capacity), qint64(sizeof(Segment::Row)) + payloadSize);
        makeRoom(wanted);
        m_segments.push_back(std::make_shared<Segment>(m_end, size_t(wanted)));
    }
    return *m_segments.back();
}

void CaptureStore::makeRoom(qint64 fresh)
{
    while (!m_segments.empty() && m_bytes + fresh > m_capacity)
        dropOldest();
}

void CaptureStore::dropOldest()
{
    m_bytes -= m_segments.front()->used;
    m_dropped += m_segments.front()->count;
    m_segments.pop_front();
}

void CaptureStore::clear()
{
    std::deque<std::shared_ptr<Segment>> gone; // freed after the lock
    std::lock_guard lock(m_mutex);
    gone.swap(m_segments);
    m_bytes = 0;
}

void CaptureStore::setCapacity(qint64 bytes)
{
    std::lock_guard lock(m_mutex);
    m_capacity = std::max(bytes, MinCapacity);
    while (m_segments.size() > 1 && m_bytes > m_capacity)
        dropOldest();
}

RowRange CaptureStore::rows() const
{
    std::lock_guard lock(m_mutex);
    return {m_segments.empty() ? m_end : m_segments.front()->first, m_end};
}

quint64 CaptureStore::droppedRows() const
{
    std::lock_guard lock(m_mutex);
    return m_dropped;
}

qint64 CaptureStore::bytes() const
{
    std::lock_guard lock(m_mutex);
    return m_bytes;
}

qint64 CaptureStore::capacity() const
{
    std::lock_guard lock(m_mutex);
    return m_capacity;
}

// The segment that holds the first row numbered >= number.
CaptureStore::SegmentView CaptureStore::segmentFrom(quint64 number) const
{
    std::lock_guard lock(m_mutex);
    const auto found = std::ranges::partition_point(
        m_segments, [number](const auto &segment) { return segment->first + segment->count <= number; });
    if (found == m_segments.end())
        return {};
    return {*found, (*found)->count};
}

CaptureStore::SegmentView CaptureStore::segmentOf(quint64 number) const
{
    SegmentView view = segmentFrom(number);
    if (view.segment && number < view.segment->first)
        return {};
    return view;
}

bool CaptureStore::read(quint64 number, FrameRecord *record) const
{
    const SegmentView view = segmentOf(number);
    if (!view.segment)
        return false;
    *record = view.segment->row(number).record;
    return true;
}

QByteArray CaptureStore::payload(quint64 number, qsizetype maxBytes) const
{
    const SegmentView view = segmentOf(number);
    if (!view.segment)
        return {};
    const QByteArrayView payload = view.segment->payload(number);
    return (maxBytes < 0 ? payload : payload.first(std::min(maxBytes, payload.size()))).toByteArray();
}

void CaptureStore::forEach(
    quint64 from, quint64 to, const std::function<void(quint64, const FrameRecord &)> &visit) const
{
    while (from < to) {
        const SegmentView view = segmentFrom(from);
        if (!view.segment)
            return;
        const quint64 end = std::min(to, view.segment->first + view.count);
        for (from = std::max(from, view.segment->first); from < end; ++from)
            visit(from, view.segment->row(from).record);
    }
}

} // namespace sockscope
