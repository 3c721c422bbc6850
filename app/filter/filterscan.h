// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/capturestore.h"
#include "app/filter/filter.h"
#include "app/filter/matchlist.h"

#include <QObject>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <thread>

namespace sockscope {

/// Runs a filter over a log in a thread of its own, from the oldest row on, and on over new rows when told.
/// Matches are there as they are found; who reads them never waits for the scan.
class FilterScan : public QObject
{
    Q_OBJECT

public:
    /// @p store, and what @p filter asks, must outlive the scan.
    FilterScan(const CaptureStore *store, const Filter &filter, QObject *parent = nullptr);
    /// Stops at once, wherever it is.
    ~FilterScan() override;

    /// Goes on up to row number @p end. It has no other end: rows of a live log come in by this.
    void scanTo(quint64 end);
    /// Every row before this has been looked at; its match, if any, is there for receive().
    quint64 lookedAt() const { return m_lookedAt.load(std::memory_order_acquire); }
    bool isDone() const;
    /// Gives @p list, always the same one, what was found since the last call.
    void receive(MatchList *list);
    /// Waits for the end of what scanTo() asked for, not longer than @p time. Says whether it is there.
    bool waitFor(std::chrono::milliseconds time) const;

signals:
    /// There are matches that were not there before, or the end is reached. Emitted in the scan's thread,
    /// some thirty times a second at most for a long scan.
    void progressed();

private:
    using Clock = std::chrono::steady_clock;

    void run(const std::stop_token &stop);
    void scan(quint64 end, const std::stop_token &stop);
    bool waitForWork(const std::stop_token &stop);
    void append(quint64 number);
    void tellMatches();

    const CaptureStore *const m_store;
    const Filter m_filter;

    // The scan's.
    RowBits m_bits;
    std::shared_ptr<MatchChunk> m_chunk;
    quint64 m_found = 0;
    quint64 m_told = 0;
    Clock::time_point m_toldAt;

    std::atomic<quint64> m_lookedAt;
    std::atomic<quint64> m_published = 0; // matches that may be read
    mutable std::mutex m_mutex; // protects the next two
    quint64 m_target;
    std::vector<std::shared_ptr<const MatchChunk>> m_fresh; // chunks that receive() has not taken yet
    std::condition_variable_any m_targetChanged;
    mutable std::condition_variable_any m_reached;
    std::jthread m_thread; // last: it ends before the rest
};

} // namespace sockscope
