// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/decimatedseries.h"
#include "app/capture/capturestore.h"
#include "app/decode/payloaddecoder.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace sockscope {

/// A number that comes again and again in one device's messages.
struct FieldSource
{
    quint64 connection = 0;
    ws::Direction direction = ws::Direction::Received;
    std::shared_ptr<const PayloadDecoder> decoder;
    JsonPath path;
};

/// Reads a field out of a log in a thread of its own, from the oldest row on, and on over new rows when told.
/// A message in fragments is passed over.
class FieldScan
{
public:
    /// @p store must outlive the scan.
    FieldScan(const CaptureStore *store, FieldSource source);
    /// Stops at once, wherever it is.
    ~FieldScan();
    FieldScan(const FieldScan &) = delete;
    FieldScan &operator=(const FieldScan &) = delete;

    const FieldSource &source() const { return m_source; }
    /// Goes on up to row number @p end.
    void scanTo(quint64 end);
    /// Takes a copy of what was found if that has grown beyond @p series; says whether it has.
    bool update(DecimatedSeries *series) const;
    /// Every row before this has been looked at.
    quint64 lookedAt() const;

private:
    void run(const std::stop_token &stop);
    void read(const RowSpan &span, const std::stop_token &stop);
    bool concerns(const PackedRow &row) const;

    const CaptureStore *const m_store;
    const FieldSource m_source;
    mutable std::mutex m_mutex; // protects the next three
    quint64 m_next;
    quint64 m_end;
    DecimatedSeries m_series;
    std::condition_variable_any m_endChanged;
    std::jthread m_thread; // last: it ends before the rest
};

} // namespace sockscope
