// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/faults/faultstage.h"

#include <deque>
#include <memory>
#include <vector>

namespace sockscope {

/// The faults of one direction of a connection, one behind the other.
class FaultLane
{
public:
    /// What comes out goes to @p sink.
    FaultLane(FaultDirection direction, FaultStage::Next sink);

    /// Those of @p faults that work in this direction, in place of what there was. What that held goes out
    /// first.
    void setFaults(FaultSite *site, const std::vector<PlacedFault> &faults);
    /// What is held back is lost.
    void clear() { m_stages.clear(); }
    bool isEmpty() const { return m_stages.empty(); }
    /// A Close has gone in, even if it did not come out.
    bool hasSeenClose() const { return m_closeSeen; }

    /// The next bytes of the stream, found to be frames or parts of them.
    void takeBytes(QByteArray bytes);
    /// Bytes that pass without a copy while there are no faults, so that frames are found when there are.
    void track(QByteArrayView bytes);
    /// So many bytes of the payload of the frame that has begun went by before.
    void skip(quint64 bytes) { m_tracker.skip(bytes); }
    /// A head, or an end.
    void take(FaultPiece piece);

private:
    FrameTracker::Part next(QByteArrayView bytes);
    void push(FaultPiece piece);

    FaultDirection m_direction;
    FaultStage::Next m_sink;
    FrameTracker m_tracker;
    QByteArray m_headerPart; // from the device: of a header that is not whole
    std::vector<std::unique_ptr<FaultStage>> m_stages;
    std::deque<FaultPiece> m_waiting; // came while another was going through
    bool m_busy = false;
    bool m_closeSeen = false;
};

} // namespace sockscope
