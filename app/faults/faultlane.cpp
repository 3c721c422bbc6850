// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/faults/faultlane.h"

#include <utility>

namespace sockscope {

FaultLane::FaultLane(FaultDirection direction, FaultStage::Next sink)
    : m_direction(direction), m_sink(std::move(sink))
{ }

void FaultLane::setFaults(FaultSite *site, const std::vector<PlacedFault> &faults)
{
    for (const auto &stage : m_stages)
        stage->letGo();
    m_stages.clear();
    for (const PlacedFault &placed : faults) {
        const FaultDirection direction = placed.fault.scope.direction;
        if (direction != m_direction && direction != FaultDirection::Both)
            continue;
        PlacedFault own = placed;
        own.direction = m_direction;
        own.seed = SeededRandom(placed.seed + quint64(m_direction)).next();
        if (auto stage = makeFaultStage(site, own))
            m_stages.push_back(std::move(stage));
    }
    for (size_t i = 0; i < m_stages.size(); ++i) {
        FaultStage *const next = i + 1 < m_stages.size() ? m_stages[i + 1].get() : nullptr;
        m_stages[i]->setNext(next != nullptr
                ? FaultStage::Next([next](FaultPiece &&piece) { next->take(std::move(piece)); })
                : m_sink);
    }
}

void FaultLane::track(QByteArrayView bytes)
{
    while (!bytes.isEmpty())
        bytes = bytes.sliced(next(bytes).size);
}

FrameTracker::Part FaultLane::next(QByteArrayView bytes)
{
    const FrameTracker::Part part = m_tracker.next(bytes);
    m_closeSeen |= part.headerSize > 0 && part.header.opcode == ws::Opcode::Close;
    return part;
}

// The start of a header waits for its rest, where nobody can miss it: the server needs the whole of it.
void FaultLane::takeBytes(QByteArray bytes)
{
    bytes.prepend(std::exchange(m_headerPart, {}));
    qsizetype at = 0;
    while (at < bytes.size()) {
        const QByteArrayView rest = QByteArrayView(bytes).sliced(at);
        ws::FrameHeader header;
        if (m_direction == FaultDirection::FromDevice && !m_tracker.isWithinFrame()
            && ws::parseFrameHeader(rest, &header) == 0) {
            m_headerPart = rest.toByteArray();
            return;
        }
        FaultPiece piece;
        piece.part = next(rest);
        piece.bytes = rest.first(piece.part.size).toByteArray();
        at += piece.part.size;
        push(std::move(piece));
    }
}

void FaultLane::take(FaultPiece piece)
{
    if (piece.isEnd() && !m_headerPart.isEmpty()) {
        FaultPiece last;
        last.bytes = std::exchange(m_headerPart, {});
        last.part = next(last.bytes);
        push(std::move(last));
    }
    push(std::move(piece));
}

// A stage tells of what it does, and whoever hears that may send.
void FaultLane::push(FaultPiece piece)
{
    m_waiting.push_back(std::move(piece));
    if (std::exchange(m_busy, true))
        return;
    while (!m_waiting.empty()) {
        FaultPiece first = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (m_stages.empty())
            m_sink(std::move(first));
        else
            m_stages.front()->take(std::move(first));
    }
    m_busy = false;
}

} // namespace sockscope
