// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// How a FrameRecorder measures the round trips of pings.
#include "app/bench/framerecorder.h"

#include <utility>

namespace sockscope {

void FrameRecorder::measurePing(Live &live, FrameRecord *record, QByteArrayView payload)
{
    const ws::Opcode opcode = record->header.opcode;
    if (opcode == ws::Opcode::Ping && record->direction == ws::Direction::Sent) {
        live.pings.sent(payload, record->timeNs);
    } else if (opcode == ws::Opcode::Pong && record->direction == ws::Direction::Received) {
        measurePong(live, record, payload);
    }
}

void FrameRecorder::measurePong(Live &live, FrameRecord *record, QByteArrayView payload)
{
    const std::optional<qint64> byKernel = std::exchange(live.kernelRttNs, std::nullopt);
    if (const std::optional<qint64> sentNs = live.pings.answered(payload)) {
        record->rttNs = record->timeNs - *sentNs;
        // Ours is the longer one, or the wall clock was set meanwhile.
        if (byKernel && *byKernel >= 0 && *byKernel <= record->rttNs) {
            record->rttNs = *byKernel;
            record->rttSource = RttSource::Kernel;
        }
    }
    live.lastPong = {record->timeNs, record->connection, record->rttNs, 0, record->rttSource};
}

void FrameRecorder::roundTrip(quint64 connection, std::chrono::nanoseconds elapsed)
{
    live(connection).kernelRttNs = elapsed.count();
}

void FrameRecorder::noteRoundTrip(Live &live, quint64 row)
{
    live.lastPong.row = row;
    m_rtts->append(live.lastPong);
    if (live.timing)
        live.timing->roundTrip(live.lastPong);
}

RttSample FrameRecorder::lastPong(quint64 connection) const
{
    const auto found = m_live.find(connection);
    return found == m_live.end() ? RttSample() : found->second.lastPong;
}

} // namespace sockscope
