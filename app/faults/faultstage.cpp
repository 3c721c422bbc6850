// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/faults/faultstage.h"

#include "app/faults/framestages_p.h"
#include "app/faults/timestages_p.h"

#include <utility>

namespace sockscope {

namespace {

constexpr qint64 Certain = 100; // percent
constexpr qint64 WithoutEnd = -1;

} // namespace

FaultStage::FaultStage(FaultSite *site, PlacedFault fault)
    : m_site(site)
    , m_fault(std::move(fault))
    , m_random(m_fault.seed)
    , m_percent(faultInfo(m_fault.fault.kind).parameter(u"percent") != nullptr
              ? m_fault.fault.number(QStringLiteral("percent"))
              : Certain)
    , m_left(m_fault.fault.scope.next > 0 ? m_fault.fault.scope.next : WithoutEnd)
{ }

bool FaultStage::hits(const FaultPiece &piece)
{
    if (!piece.isFrame())
        return false;
    const FrameTracker::Part &part = piece.part;
    if (part.begins()) {
        const bool isControl = ws::isControl(part.header.opcode);
        const bool goesOn = m_wholeMessages && !isControl && m_withinMessage
            && part.header.opcode == ws::Opcode::Continuation;
        m_frameHit = goesOn ? m_messageHit : decide(part);
        if (!isControl)
            m_messageHit = m_frameHit;
    }
    if (part.ends && !ws::isControl(part.header.opcode))
        m_withinMessage = !part.header.fin;
    return m_frameHit;
}

// A frame whose header has not come yet has no opcode to be hit by.
bool FaultStage::decide(const FrameTracker::Part &part)
{
    const FaultScope &scope = fault().scope;
    if (part.headerSize == 0 || m_left == 0 || m_site->elapsedMs() < scope.fromMs)
        return false;
    if (!scope.has(part.header.opcode) && !scope.has(part.messageOpcode))
        return false;
    if (m_percent < Certain && m_random.between(0, Certain - 1) >= m_percent)
        return false;
    if (m_left > 0)
        --m_left;
    return true;
}

QString frameWords(const FrameTracker::Part &part, FaultDirection direction)
{
    return QStringLiteral("%1, %2 byte%3, %4")
        .arg(ws::opcodeName(part.header.opcode))
        .arg(part.header.payloadLength)
        .arg(part.header.payloadLength == 1 ? QString() : QStringLiteral("s"),
            direction == FaultDirection::ToDevice ? QStringLiteral("to the device")
                                                  : QStringLiteral("from the device"));
}

std::unique_ptr<FaultStage> makeFaultStage(FaultSite *site, const PlacedFault &fault)
{
    switch (fault.fault.kind) {
    case FaultKind::Delay:
        return std::make_unique<DelayStage>(site, fault);
    case FaultKind::Rate:
        return std::make_unique<RateStage>(site, fault);
    case FaultKind::Dribble:
        return std::make_unique<DribbleStage>(site, fault);
    case FaultKind::Coalesce:
        return std::make_unique<CoalesceStage>(site, fault);
    case FaultKind::SplitHeader:
        return std::make_unique<SplitHeaderStage>(site, fault);
    case FaultKind::Drop:
        return std::make_unique<DropStage>(site, fault);
    case FaultKind::Duplicate:
        return std::make_unique<DuplicateStage>(site, fault);
    case FaultKind::Reorder:
        return std::make_unique<ReorderStage>(site, fault);
    case FaultKind::Corrupt:
        return std::make_unique<CorruptStage>(site, fault);
    case FaultKind::SwallowPongs:
        return std::make_unique<SwallowPongsStage>(site, fault);
    case FaultKind::IgnoreClose:
        return std::make_unique<IgnoreCloseStage>(site, fault);
    case FaultKind::StopReading:
    case FaultKind::CloseWith:
    case FaultKind::CutTcp:
    case FaultKind::Reset:
    case FaultKind::Freeze:
        return fault.fault.text(QStringLiteral("when")) == u"frame"
            ? std::make_unique<TriggerStage>(site, fault)
            : nullptr;
    default:
        return nullptr; // of the handshake, or of the listener
    }
}

} // namespace sockscope
