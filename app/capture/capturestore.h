// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/capturesegment.h"

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

/// The log: append-only, in memory, bounded. One thread appends, and takes no lock for it; any thread reads,
/// clears and sets the capacity.
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

    /// Returns the row's number. How much of the payload is stored is decided here.
    /// @p inflated, of a compressed record, is kept beside the payload and within the same bound.
    quint64 append(const FrameRecord &record, QByteArrayView payload, QByteArrayView inflated = {});
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
    /// First @p maxBytes of the payload as on the wire, unmasked; empty when the row is gone.
    QByteArray payload(quint64 number, qsizetype maxBytes = -1) const;
    /// The same, inflated if it was compressed.
    QByteArray content(quint64 number, qsizetype maxBytes = -1) const;
    /// Calls @p visit(number, record) for every row of [from, to) still held, in order. No lock is held
    /// during the calls: a visitor may take its time and may use the store; records live for the call.
    void forEach(
        quint64 from, quint64 to, const std::function<void(quint64, const FrameRecord &)> &visit) const;

private:
    std::shared_ptr<const CaptureSegment> segmentOf(quint64 number) const;
    std::shared_ptr<const CaptureSegment> segmentFrom(quint64 number) const;
    void beginSegment(qsizetype payloadSize);
    qint64 bytesLocked() const;
    void dropOldest();

    const std::shared_ptr<BlockPool> m_blocks = std::make_shared<BlockPool>();
    std::shared_ptr<CaptureSegment> m_appending; // the appending thread's
    std::atomic<quint64> m_end = 0;
    std::atomic<qint64> m_capacity;
    std::atomic<bool> m_cleared = false; // m_appending is no longer among m_segments
    mutable std::mutex m_mutex; // protects the two below
    std::deque<std::shared_ptr<CaptureSegment>> m_segments;
    quint64 m_dropped = 0;
    const QDateTime m_startedAt;
    const qint64 m_startNs;
};

} // namespace sockscope
