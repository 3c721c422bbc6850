// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/capturestore.h"

#include "app/capture/blockpool.h"
#include "app/capture/capturefile.h"

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

CaptureStore::CaptureStore(qint64 capacityBytes) : CaptureStore(capacityBytes, QDateTime::currentDateTime())
{ }

CaptureStore::CaptureStore(qint64 capacityBytes, const QDateTime &startedAt)
    : m_memory(std::make_shared<BlockPool>())
    , m_capacity(std::max(capacityBytes, MinCapacity))
    , m_startedAt(startedAt)
    , m_startNs(steadyNow())
{ }

CaptureStore::CaptureStore(std::vector<std::shared_ptr<CaptureSegment>> segments, const QDateTime &startedAt,
    const QString &filePath)
    : CaptureStore(DefaultCapacity, startedAt)
{
    m_segments.assign(std::make_move_iterator(segments.begin()), std::make_move_iterator(segments.end()));
    m_openedPath = filePath;
    m_end = m_segments.empty() ? 0 : m_segments.back()->end();
    m_capacity = std::max(bytesLocked() + MinCapacity, DefaultCapacity);
    if (FrameRecord last; m_end > 0 && read(m_end - 1, &last))
        m_stoppedNs = last.timeNs;
}

CaptureStore::~CaptureStore()
{
    if (m_file)
        m_file->keepWhatIsThere();
}

QString CaptureStore::keepIn(const QString &path)
{
    auto created = CaptureFile::create(path, m_startedAt);
    const std::lock_guard lock(m_mutex);
    if (const auto *error = std::get_if<QString>(&created)) {
        m_storageFault = *error;
        return m_storageFault;
    }
    m_file = std::get<std::shared_ptr<CaptureFile>>(std::move(created));
    m_storageFault.clear();
    return {};
}

QString CaptureStore::filePath() const
{
    const std::lock_guard lock(m_mutex);
    return m_file ? m_file->path() : m_openedPath;
}

QString CaptureStore::storageFault() const
{
    const std::lock_guard lock(m_mutex);
    return m_storageFault;
}

qint64 CaptureStore::now() const
{
    return m_stoppedNs >= 0 ? m_stoppedNs : steadyNow() - m_startNs;
}

quint64 CaptureStore::append(const FrameRecord &record, QByteArrayView payload, QByteArrayView detail)
{
    const auto bound = std::min<qint64>(MaxStoredPayload, capacity() / PayloadsPerCapacity);
    const bool hasDetail = record.kind == RowKind::Frame ? record.compressed : !detail.isEmpty();
    const QByteArrayView kept = front(payload, bound);
    const QByteArrayView keptDetail = front(detail, bound);
    const qsizetype size = kept.size() + (hasDetail ? keptDetail.size() + CaptureSegment::DetailOverhead : 0);
    if (!m_appending || m_cleared.load(std::memory_order_relaxed) || !m_appending->fits(size))
        beginSegment(size);
    m_appending->append(record, kept, hasDetail, keptDetail,
        record.compressed ? record.inflatedLength : quint64(detail.size()));
    const quint64 number = m_end.load(std::memory_order_relaxed);
    m_end.store(number + 1, std::memory_order_release);
    return number;
}

void CaptureStore::beginSegment(qsizetype payloadSize)
{
    const qint64 wanted = std::max<qint64>(segmentBytes(capacity()), CaptureSegment::bytesFor(payloadSize));
    makeRoom(wanted);
    m_appending.reset(); // may have been the last to hold a block
    Block block = takeBlock(wanted); // may wait for the disk, so without the lock
    auto segment = std::make_shared<CaptureSegment>(m_end.load(std::memory_order_relaxed), std::move(block));
    const std::lock_guard lock(m_mutex);
    m_appending = std::move(segment);
    m_segments.push_back(m_appending);
    m_cleared = false;
}

void CaptureStore::makeRoom(qint64 bytes)
{
    const std::lock_guard lock(m_mutex);
    const bool lacksFile = !m_file && !m_storageFault.isEmpty();
    const qint64 bound = lacksFile ? std::min(capacity(), DefaultCapacity) : capacity();
    while (!m_segments.empty() && bytesLocked() + bytes > bound)
        dropOldest();
}

// A disk without room does not end a capture: it goes on in the room that the file has already, or in memory
// if that is next to nothing.
Block CaptureStore::takeBlock(qsizetype bytes)
{
    if (!m_file)
        return Block::takenFrom(m_memory, bytes);
    Block block = Block::takenFrom(m_file, bytes);
    {
        const std::lock_guard lock(m_mutex);
        m_storageFault = m_file->fault();
        if (!block && m_segments.size() >= size_t(SegmentsPerCapacity))
            dropOldest();
    }
    if (!block)
        block = Block::takenFrom(m_file, bytes);
    return block ? std::move(block) : Block::takenFrom(m_memory, bytes);
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
    const std::lock_guard lock(m_mutex);
    gone.swap(m_segments);
    m_cleared = true; // a row that is being appended goes with the others
}

void CaptureStore::setCapacity(qint64 bytes)
{
    const std::lock_guard lock(m_mutex);
    m_capacity = std::max(bytes, MinCapacity);
    while (m_segments.size() > 1 && bytesLocked() > capacity())
        dropOldest();
}

RowRange CaptureStore::rows() const
{
    const std::lock_guard lock(m_mutex);
    const quint64 end = m_end.load(std::memory_order_acquire);
    return {m_segments.empty() ? end : m_segments.front()->first(), end};
}

quint64 CaptureStore::droppedRows() const
{
    const std::lock_guard lock(m_mutex);
    return m_dropped;
}

qint64 CaptureStore::bytes() const
{
    const std::lock_guard lock(m_mutex);
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
    const std::lock_guard lock(m_mutex);
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

RowSpan CaptureStore::span(quint64 from, quint64 to) const
{
    auto segment = segmentFrom(from);
    if (!segment)
        return {};
    const quint64 first = std::max(from, segment->first());
    const quint64 end = std::min(to, segment->end());
    return first < end ? RowSpan(std::move(segment), first, end) : RowSpan();
}

void CaptureStore::forEach(
    quint64 from, quint64 to, const std::function<void(quint64, const FrameRecord &)> &visit) const
{
    for (RowSpan rows = span(from, to); !rows.isEmpty(); rows = span(rows.end(), to)) {
        for (qsizetype i = 0; i < rows.size(); ++i)
            visit(rows.first() + quint64(i), rows.record(i));
    }
}

} // namespace sockscope
