// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/capturestore.h"

#include <algorithm>
#include <chrono>
#include <numeric>

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

QByteArrayView front(QByteArrayView bytes, qsizetype bound)
{
    return bytes.first(std::min(bytes.size(), bound));
}

qint64 segmentBytes(qint64 capacity)
{
    return std::clamp(capacity / SegmentsPerCapacity, MinSegmentBytes, MaxSegmentBytes);
}

} // namespace

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

quint64 CaptureStore::append(const FrameRecord &record, QByteArrayView payload, QByteArrayView inflated)
{
    const auto bound = std::min<qint64>(MaxStoredPayload, capacity() / PayloadsPerCapacity);
    const QByteArrayView kept = front(payload, bound);
    const QByteArrayView keptInflated = front(inflated, bound);
    const qsizetype size =
        kept.size() + (record.compressed ? keptInflated.size() + CaptureSegment::InflatedOverhead : 0);
    if (!m_appending || m_cleared.load(std::memory_order_relaxed) || !m_appending->fits(size))
        beginSegment(size);
    m_appending->append(record, kept, keptInflated);
    const quint64 number = m_end.load(std::memory_order_relaxed);
    m_end.store(number + 1, std::memory_order_release);
    return number;
}

void CaptureStore::beginSegment(qsizetype payloadSize)
{
    const qint64 wanted = std::max<qint64>(segmentBytes(capacity()), CaptureSegment::bytesFor(payloadSize));
    std::lock_guard lock(m_mutex);
    while (!m_segments.empty() && bytesLocked() + wanted > capacity())
        dropOldest();
    m_appending.reset(); // may have been the last to hold a block
    m_appending = std::make_shared<CaptureSegment>(m_end.load(std::memory_order_relaxed), wanted, m_blocks);
    m_segments.push_back(m_appending);
    m_cleared = false;
}

void CaptureStore::dropOldest()
{
    const CaptureSegment &oldest = *m_segments.front();
    m_dropped += oldest.end() - oldest.first();
    m_segments.pop_front();
}

void CaptureStore::clear()
{
    std::deque<std::shared_ptr<CaptureSegment>> gone; // freed after the lock
    std::lock_guard lock(m_mutex);
    gone.swap(m_segments);
    m_cleared = true; // a row that is being appended goes with the others
}

void CaptureStore::setCapacity(qint64 bytes)
{
    std::lock_guard lock(m_mutex);
    m_capacity = std::max(bytes, MinCapacity);
    while (m_segments.size() > 1 && bytesLocked() > capacity())
        dropOldest();
}

RowRange CaptureStore::rows() const
{
    std::lock_guard lock(m_mutex);
    const quint64 end = m_end.load(std::memory_order_acquire);
    return {m_segments.empty() ? end : m_segments.front()->first(), end};
}

quint64 CaptureStore::droppedRows() const
{
    std::lock_guard lock(m_mutex);
    return m_dropped;
}

qint64 CaptureStore::bytes() const
{
    std::lock_guard lock(m_mutex);
    return bytesLocked();
}

qint64 CaptureStore::bytesLocked() const
{
    return std::accumulate(m_segments.begin(), m_segments.end(), qint64(0),
        [](qint64 sum, const auto &segment) { return sum + segment->used(); });
}

qint64 CaptureStore::capacity() const
{
    return m_capacity.load(std::memory_order_relaxed);
}

// The segment that holds the first row numbered >= number; null when there is none.
std::shared_ptr<const CaptureSegment> CaptureStore::segmentFrom(quint64 number) const
{
    std::lock_guard lock(m_mutex);
    const auto found = std::ranges::partition_point(
        m_segments, [number](const auto &segment) { return segment->end() <= number; });
    return found == m_segments.end() ? nullptr : *found;
}

std::shared_ptr<const CaptureSegment> CaptureStore::segmentOf(quint64 number) const
{
    std::shared_ptr<const CaptureSegment> segment = segmentFrom(number);
    return segment && number < segment->first() ? nullptr : segment;
}

bool CaptureStore::read(quint64 number, FrameRecord *record) const
{
    const auto segment = segmentOf(number);
    if (!segment)
        return false;
    *record = segment->record(number);
    return true;
}

QByteArray CaptureStore::payload(quint64 number, qsizetype maxBytes) const
{
    const auto segment = segmentOf(number);
    if (!segment)
        return {};
    const QByteArrayView payload = segment->payload(number);
    return (maxBytes < 0 ? payload : front(payload, maxBytes)).toByteArray();
}

QByteArray CaptureStore::content(quint64 number, qsizetype maxBytes) const
{
    const auto segment = segmentOf(number);
    if (!segment)
        return {};
    const QByteArrayView content = segment->content(number);
    return (maxBytes < 0 ? content : front(content, maxBytes)).toByteArray();
}

void CaptureStore::forEach(
    quint64 from, quint64 to, const std::function<void(quint64, const FrameRecord &)> &visit) const
{
    while (from < to) {
        const auto segment = segmentFrom(from);
        if (!segment)
            return;
        const quint64 end = std::min(to, segment->end());
        for (from = std::max(from, segment->first()); from < end; ++from)
            visit(from, segment->record(from));
    }
}

} // namespace sockscope
