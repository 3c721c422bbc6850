// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Faults that change the order of messages, and those of the connection that wait for a frame.
#include "app/faults/framestages_p.h"

#include <algorithm>
#include <utility>

namespace sockscope {

ReorderStage::ReorderStage(FaultSite *site, const PlacedFault &placedFault)
    : FaultStage(site, placedFault), m_apart(fault().text(QStringLiteral("fragments")) == u"apart")
{
    if (!m_apart)
        keepMessagesWhole();
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ReorderStage::release);
}

ReorderStage::~ReorderStage()
{
    for (const Held &held : m_held)
        hold(-held.bytes);
}

bool ReorderStage::endsUnit(const FrameTracker::Part &part) const
{
    return m_apart ? part.ends : part.endsMessage();
}

void ReorderStage::take(FaultPiece piece)
{
    if (!piece.isFrame()) {
        letGo();
        pass(std::move(piece));
    } else if (hits(piece)) {
        holdBack(std::move(piece));
    } else {
        goBy(std::move(piece));
    }
}

void ReorderStage::holdBack(FaultPiece piece)
{
    const bool isControl = ws::isControl(piece.part.header.opcode);
    const auto open = std::ranges::find_if(m_held, [&](const Held &held) {
        return !held.whole && ws::isControl(held.pieces.front().part.header.opcode) == isControl;
    });
    Held &held = open != m_held.end() ? *open : m_held.emplace_back();
    if (held.pieces.empty()) {
        held.behind = fault().number(QStringLiteral("behind"));
        held.dueMs = site().elapsedMs() + fault().number(QStringLiteral("holdMs"));
        tell(QStringLiteral("Held back behind the next %1: %2")
                 .arg(held.behind)
                 .arg(frameWords(piece.part, placed().direction)),
            {{QStringLiteral("opcode"), int(piece.part.header.opcode)},
                {QStringLiteral("length"), qint64(piece.part.header.payloadLength)},
                {QStringLiteral("behind"), held.behind}});
    }
    const qint64 size = piece.bytes.size();
    held.bytes += size;
    held.whole = endsUnit(piece.part);
    held.pieces.push_back(std::move(piece));
    if (!hold(size))
        letGo();
    restartTimer();
}

void ReorderStage::goBy(FaultPiece piece)
{
    const FrameTracker::Part part = piece.part;
    pass(std::move(piece));
    const bool ends = endsUnit(part);
    if (m_apart || !ws::isControl(part.header.opcode))
        m_passing = !ends;
    if (!ends)
        return;
    for (Held &held : m_held) {
        if (held.whole)
            --held.behind;
    }
    release();
}

// Those that have waited long enough, never within something else.
void ReorderStage::release()
{
    const qint64 now = site().elapsedMs();
    for (auto held = m_held.begin(); held != m_held.end() && !m_passing;) {
        if (held->whole && (held->behind <= 0 || held->dueMs <= now)) {
            const Held free = std::move(*held);
            held = m_held.erase(held);
            emitHeld(free);
        } else {
            ++held;
        }
    }
    restartTimer();
}

void ReorderStage::letGo()
{
    const std::list<Held> all = std::exchange(m_held, {});
    for (const Held &held : all)
        emitHeld(held);
    m_timer.stop();
}

void ReorderStage::emitHeld(const Held &held)
{
    hold(-held.bytes);
    for (const FaultPiece &piece : held.pieces)
        pass(FaultPiece(piece));
}

void ReorderStage::restartTimer()
{
    const auto next = std::ranges::find_if(m_held, &Held::whole);
    if (next == m_held.end() || m_passing)
        m_timer.stop();
    else
        m_timer.start(int(std::max<qint64>(0, next->dueMs - site().elapsedMs())));
}

void TriggerStage::take(FaultPiece piece)
{
    if (m_torn)
        return tear(std::move(piece));
    const bool acts = hits(piece) && piece.begins() && isDue();
    if (!acts)
        return pass(std::move(piece));
    const QString cause = QStringLiteral("with %1").arg(frameWords(piece.part, placed().direction));
    const FaultKind kind = fault().kind;
    const bool cuts = kind == FaultKind::CutTcp || kind == FaultKind::Reset;
    if (!cuts || placed().direction == FaultDirection::FromDevice) {
        site().act(placed(), cause);
        return pass(std::move(piece));
    }
    m_torn = true;
    m_tornBytes = kind == FaultKind::CutTcp ? fault().number(QStringLiteral("bytes")) : 0;
    tell(m_tornBytes > 0
            ? QStringLiteral("Cut TCP %1 bytes into a frame: %2").arg(m_tornBytes).arg(cause.mid(5))
            : kind == FaultKind::CutTcp ? QStringLiteral("Cut TCP (FIN) %1").arg(cause)
                                        : QStringLiteral("Reset TCP (RST) %1").arg(cause),
        {{QStringLiteral("bytes"), m_tornBytes}});
    tear(std::move(piece));
}

// It acts once; with everyMs again, so long after it last did.
bool TriggerStage::isDue()
{
    const qint64 every = fault().number(QStringLiteral("everyMs"));
    const qint64 now = site().elapsedMs();
    if (m_againMs && (every == 0 || now < *m_againMs))
        return false;
    m_againMs = now + every;
    return true;
}

// What leaves of the frame, and then the end behind it; nothing after that.
void TriggerStage::tear(FaultPiece piece)
{
    if (m_tornBytes < 0 || !piece.isFrame())
        return;
    FaultPiece end;
    end.kind = fault().kind == FaultKind::Reset ? FaultPiece::Kind::Reset : FaultPiece::Kind::Cut;
    const bool isLast = m_tornBytes <= piece.bytes.size() || piece.part.ends;
    piece.bytes.truncate(m_tornBytes);
    m_tornBytes -= piece.bytes.size();
    if (!piece.bytes.isEmpty())
        pass(std::move(piece));
    if (!isLast)
        return;
    m_tornBytes = -1;
    pass(std::move(end));
}

} // namespace sockscope
