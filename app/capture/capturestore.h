// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/rowspan.h"

#include <QByteArray>
#include <QDateTime>

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace sockscope {

class BlockPool;
class CaptureFile;

/// Rows that are in the store: first <= number < end. Numbers grow for ever; dropping rows moves `first` up.
struct RowRange
{
    quint64 first = 0;
    quint64 end = 0;
    quint64 size() const { return end - first; }
    bool operator==(const RowRange &) const = default;
};

/// The log: append-only, bounded, in memory or in a file that is mapped into memory. One thread appends, and
/// takes no lock for it; any thread reads, clears and sets the capacity.
///
/// Rows live in segments of a sixteenth of the capacity (64 KiB to 4 MiB), a huge payload in one of its own.
/// When rows and payloads outgrow the capacity, the oldest segment is dropped whole and counted:
/// droppedRows() says how many rows the log no longer has. The newest segment always stays.
class CaptureStore
{
public:
    static constexpr qint64 DefaultCapacity = 256 * 1024 * 1024;
    static constexpr qint64 DefaultFileCapacity = 1024 * 1024 * 1024; ///< for a log that is kept in a file
    static constexpr qint64 MinCapacity = 256 * 1024; ///< smaller capacities are raised to this
    /// Of a longer payload the front is kept: FrameRecord::stored < FrameRecord::length. With a small
    /// capacity the bound is a quarter of that.
    static constexpr qsizetype MaxStoredPayload = 16 * 1024 * 1024;

    explicit CaptureStore(qint64 capacityBytes = DefaultCapacity);
    /// @p startedAt is the wall-clock time of timeNs 0, for rows that were recorded before.
    CaptureStore(qint64 capacityBytes, const QDateTime &startedAt);
    /// The rows of a file, by number; what is appended is kept in memory.
    CaptureStore(std::vector<std::shared_ptr<CaptureSegment>> segments, const QDateTime &startedAt,
        const QString &filePath);
    ~CaptureStore();

    /// From now on rows are kept in a new file at @p path, which is a session for openSession(). Returns why
    /// that cannot be, in one sentence; the log stays in memory then, within DefaultCapacity. In the
    /// appending thread, or before it begins; at most once.
    QString keepIn(const QString &path);
    /// The file that rows are in; empty when there is none.
    QString filePath() const;
    /// Why rows are not kept in the file as they should be, or fewer than they should; empty when all is
    /// well.
    QString storageFault() const;

    /// Returns the row's number. How much of the payload is stored is decided here.
    /// @p detail, of a compressed record what it inflated to, of an event its facts, is kept beside the
    /// payload and within the same bound.
    quint64 append(const FrameRecord &record, QByteArrayView payload, QByteArrayView detail = {});
    /// Drops every row without counting them as lost; numbers go on.
    void clear();
    void setCapacity(qint64 bytes);

    RowRange rows() const;
    quint64 droppedRows() const;
    qint64 bytes() const; ///< rows and payloads held
    qint64 capacity() const;
    /// Wall-clock time of timeNs 0.
    QDateTime startedAt() const { return m_startedAt; }
    /// Nanoseconds since startedAt(), for new rows. In rows that came from a file, the time of the last one.
    qint64 now() const;

    /// False when the row has been dropped or does not exist yet.
    bool read(quint64 number, FrameRecord *record) const;
    /// First @p maxBytes of the payload as on the wire, unmasked; empty when the row is gone.
    QByteArray payload(quint64 number, qsizetype maxBytes = -1) const;
    /// The same, inflated if it was compressed.
    QByteArray content(quint64 number, qsizetype maxBytes = -1) const;
    /// The rows from the first still held at or after @p from, up to @p to or the end of their segment; empty
    /// when there are none.
    RowSpan span(quint64 from, quint64 to) const;
    /// Calls @p visit(number, record) for every row of [from, to) still held, in order. No lock is held
    /// during the calls: a visitor may take its time and may use the store; records live for the call.
    void forEach(
        quint64 from, quint64 to, const std::function<void(quint64, const FrameRecord &)> &visit) const;

private:
    std::shared_ptr<const CaptureSegment> segmentOf(quint64 number) const;
    std::shared_ptr<const CaptureSegment> segmentFrom(quint64 number) const;
    void beginSegment(qsizetype payloadSize);
    Block takeBlock(qsizetype bytes);
    void makeRoom(qint64 bytes);
    qint64 bytesLocked() const;
    void dropOldest();

    const std::shared_ptr<BlockPool> m_memory;
    std::shared_ptr<CaptureFile> m_file; // null: rows are in memory. Set under m_mutex
    std::shared_ptr<CaptureSegment> m_appending; // the appending thread's
    std::atomic<quint64> m_end = 0;
    std::atomic<qint64> m_capacity;
    std::atomic<bool> m_cleared = false; // m_appending is no longer among m_segments
    mutable std::mutex m_mutex; // protects the four below
    std::deque<std::shared_ptr<CaptureSegment>> m_segments;
    quint64 m_dropped = 0;
    QString m_openedPath; // where rows came from, if they did not come by append()
    QString m_storageFault;
    const QDateTime m_startedAt;
    const qint64 m_startNs;
    qint64 m_stoppedNs = -1; // the clock of rows that came from a file
};

} // namespace sockscope
