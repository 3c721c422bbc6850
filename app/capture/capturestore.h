// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/framerecord.h"

#include <QByteArray>
#include <QDateTime>

#include <deque>
#include <functional>
#include <memory>
#include <mutex>

namespace sockscope {

/// Rows that are in the store: first <= number < end. Numbers grow for ever; dropping rows moves `first` up.
struct RowRange
{
    quint64 first = 0;
    quint64 end = 0;
    quint64 size() const { return end - first; }
    bool operator==(const RowRange &) const = default;
};

/// The log: append-only, in memory, bounded. One thread appends; any thread reads, clears and sets the
/// capacity.
///
/// Rows live in segments of a sixteenth of the capacity (64 KiB to 4 MiB), a huge payload in one of its own.
/// When rows and payloads outgrow the capacity, the oldest segment is dropped whole and counted:
/// droppedRows() says how many rows the log no longer has. The newest segment always stays.
class CaptureStore
{
public:
    static constexpr qint64 DefaultCapacity = 256 * 1024 * 1024;
    static constexpr qint64 MinCapacity = 256 * 1024; ///< smaller capacities are raised to this
    /// Of a longer payload the front is kept: FrameRecord::stored < FrameRecord::length. With a small
    /// capacity the bound is a quarter of that.
    static constexpr qsizetype MaxStoredPayload = 16 * 1024 * 1024;

    explicit CaptureStore(qint64 capacityBytes = DefaultCapacity);
    ~CaptureStore();

    /// Returns the row's number. record.stored is set here.
    quint64 append(FrameRecord record, QByteArrayView payload);
    /// Drops every row without counting them as lost; numbers go on.
    void clear();
    void setCapacity(qint64 bytes);

    RowRange rows() const;
    quint64 droppedRows() const;
    qint64 bytes() const; ///< rows and payloads held
    qint64 capacity() const;
    /// Wall-clock time of timeNs 0.
    QDateTime startedAt() const { return m_startedAt; }
    /// Nanoseconds since startedAt(), for new rows.
    qint64 now() const;

    /// False when the row has been dropped or does not exist yet.
    bool read(quint64 number, FrameRecord *record) const;
    /// First @p maxBytes of the payload; empty when the row is gone.
    QByteArray payload(quint64 number, qsizetype maxBytes = -1) const;
    /// Calls @p visit(number, record) for every row of [from, to) still held, in order. No lock is held
    /// during the calls: a visitor may take its time and may use the store; records live for the call.
    void forEach(
        quint64 from, quint64 to, const std::function<void(quint64, const FrameRecord &)> &visit) const;

private:
    struct Segment;
    /// A segment and its rows, as they were when it was looked up: a segment only ever grows.
    struct SegmentView
    {
        std::shared_ptr<const Segment> segment;
        quint64 count = 0;
    };
    SegmentView segmentOf(quint64 number) const;
    SegmentView segmentFrom(quint64 number) const;
    Segment &segmentFor(qsizetype payloadSize);
    void makeRoom(qint64 fresh);
    void dropOldest();

    mutable std::mutex m_mutex; // protects everything below down to m_dropped
    std::deque<std::shared_ptr<Segment>> m_segments;
    qint64 m_capacity;
    qint64 m_bytes = 0;
    quint64 m_end = 0;
    quint64 m_dropped = 0;
    const QDateTime m_startedAt;
    const qint64 m_startNs;
};

} // namespace sockscope
