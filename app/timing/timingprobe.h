// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/measurements.h"
#include "app/capture/framerecord.h"
#include "app/timing/timingtable.h"

namespace sockscope {

/// Measures one connection for a TimingTable, in the thread that records it. Costs a few dozen instructions a
/// frame, and memory only from the first frame on.
///
/// Jitter is RFC 3550's (6.4.1) as far as one end can tell it: a device's own clock is not on the wire, so it
/// is taken to send at even intervals, and D is what a gap differs from the one before.
class TimingProbe
{
public:
    /// @p table must outlive it.
    TimingProbe(TimingTable *table, quint64 connection) : m_table(table), m_connection(connection) { }

    struct Frame // beside its record
    {
        quint64 row = 0;
        quint64 bytes = 0; ///< on the wire
        bool endsMessage = false; ///< which is whole now
    };
    void frame(const FrameRecord &record, const Frame &facts);
    void roundTrip(const RttSample &sample);
    void ended();

private:
    void join();
    /// What the figures of the connection and those of all are told.
    template <typename Tell> void tell(Tell tell) const;
    void countMessage(const FrameRecord &record, const Frame &facts);
    void noteArrival(qint64 timeNs, quint64 row);

    TimingTable *m_table;
    quint64 m_connection;
    quint64 m_generation = 0; // of the table when it joined
    TimingTable::Share m_share;
    quint64 m_received = 0, m_sent = 0; // bytes of the message in fragments so far
    qint64 m_arrivedNs = -1; // the last message; -1: none yet
    qint64 m_gapNs = -1;
    qint64 m_jitter16 = 0; // 16 times the jitter in nanoseconds
};

} // namespace sockscope
