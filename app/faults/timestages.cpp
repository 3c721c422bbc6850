// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/faults/timestages_p.h"

#include <algorithm>
#include <utility>

namespace sockscope {

namespace {

constexpr qint64 UsPerMs = 1000;
constexpr qint64 UsPerSecond = 1'000'000;
// A capped link carries what it does in a twentieth of a second at a time, so that it is even.
constexpr qint64 SlicesPerSecond = 20;
// What a piece that waits costs beside its bytes.
constexpr qint64 PieceCost = 256;
// Writes that one piece is cut into, at most: each is an allocation.
constexpr qsizetype MostWrites = 64 * 1024;

// So many bytes of @p whole, from @p at on.
FaultPiece sliceOf(const FaultPiece &whole, qsizetype at, qsizetype size)
{
    FaultPiece slice = whole;
    slice.bytes = whole.bytes.mid(at, size);
    slice.part.offset += quint64(at);
    slice.part.size = slice.bytes.size();
    slice.part.ends = whole.part.ends && at + slice.bytes.size() == whole.bytes.size();
    if (slice.plan) {
        slice.plan->cuts.clear();
        for (const qsizetype cut : whole.plan->cuts) {
            if (cut > at && cut < at + size)
                slice.plan->cuts.append(cut - at);
        }
    }
    return slice;
}

void addCuts(FaultPiece *piece, const QList<qsizetype> &cuts, qint64 gapMs)
{
    if (!piece->plan)
        piece->plan.emplace();
    piece->plan->cuts += cuts;
    std::ranges::sort(piece->plan->cuts);
    piece->plan->gap = std::max(piece->plan->gap, std::chrono::milliseconds(gapMs));
}

} // namespace

WaitingStage::WaitingStage(FaultSite *site, const PlacedFault &placedFault) : FaultStage(site, placedFault)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &WaitingStage::passDue);
}

WaitingStage::~WaitingStage()
{
    for (const Waiting &waiting : m_waiting)
        hold(-waiting.piece.bytes.size() - PieceCost);
}

void WaitingStage::wait(FaultPiece piece, qint64 dueUs)
{
    if (m_waiting.empty() && dueUs <= nowUs())
        return pass(std::move(piece));
    const qint64 due = m_waiting.empty() ? dueUs : std::max(dueUs, m_waiting.back().dueUs);
    const qint64 size = piece.bytes.size();
    m_waiting.push_back({std::move(piece), due});
    if (!hold(size + PieceCost)) {
        tellAgain(QStringLiteral("Too much waits: it is let go early"));
        letGo();
    } else if (!m_timer.isActive()) {
        passDue();
    }
}

void WaitingStage::passFirst()
{
    FaultPiece piece = std::move(m_waiting.front().piece);
    m_waiting.pop_front();
    hold(-piece.bytes.size() - PieceCost);
    pass(std::move(piece));
}

void WaitingStage::passDue()
{
    while (!m_waiting.empty() && m_waiting.front().dueUs <= nowUs())
        passFirst();
    if (!m_waiting.empty())
        m_timer.start(int((m_waiting.front().dueUs - nowUs() + UsPerMs - 1) / UsPerMs));
}

void WaitingStage::letGo()
{
    m_timer.stop();
    while (!m_waiting.empty())
        passFirst();
}

void DelayStage::take(FaultPiece piece)
{
    if (!hits(piece))
        return wait(std::move(piece), 0);
    if (piece.begins()) {
        const qint64 jitter = fault().number(QStringLiteral("jitterMs"));
        const qint64 ms =
            fault().number(QStringLiteral("ms")) + (jitter > 0 ? random().between(0, jitter) : 0);
        m_frameDueUs = nowUs() + ms * UsPerMs;
        tellAgain(
            QStringLiteral("Delayed by %1 ms: %2").arg(ms).arg(frameWords(piece.part, placed().direction)));
    }
    wait(std::move(piece), m_frameDueUs);
}

void RateStage::take(FaultPiece piece)
{
    if (!hits(piece))
        return wait(std::move(piece), 0);
    const qint64 rate = fault().number(QStringLiteral("bytesPerSecond"));
    if (piece.begins())
        tellAgain(QStringLiteral("Slowed to %1 bytes/s: %2")
                      .arg(rate)
                      .arg(frameWords(piece.part, placed().direction)));
    const qsizetype slice = std::max<qsizetype>(1, qsizetype(rate / SlicesPerSecond));
    m_freeUs = std::max(m_freeUs, nowUs());
    for (qsizetype at = 0; at < piece.bytes.size(); at += slice) {
        FaultPiece next = sliceOf(piece, at, slice);
        m_freeUs += qint64(next.bytes.size()) * UsPerSecond / rate;
        wait(std::move(next), m_freeUs);
    }
}

void RateStage::letGo()
{
    m_freeUs = 0;
    WaitingStage::letGo();
}

CoalesceStage::CoalesceStage(FaultSite *site, const PlacedFault &placedFault) : FaultStage(site, placedFault)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &CoalesceStage::letGo);
}

CoalesceStage::~CoalesceStage()
{
    hold(-m_gathered.size());
}

void CoalesceStage::take(FaultPiece piece)
{
    if (!hits(piece)) {
        letGo();
        return pass(std::move(piece));
    }
    if (m_gathered.isEmpty())
        m_timer.start(int(fault().number(QStringLiteral("ms"))));
    m_frames += piece.begins() ? 1 : 0;
    m_gathered += piece.bytes;
    if (!hold(piece.bytes.size()) || m_gathered.size() >= fault().number(QStringLiteral("bytes")))
        letGo();
}

void CoalesceStage::letGo()
{
    m_timer.stop();
    if (m_gathered.isEmpty())
        return;
    FaultPiece together;
    together.kind = FaultPiece::Kind::Raw;
    together.bytes = std::exchange(m_gathered, {});
    together.plan.emplace();
    hold(-together.bytes.size());
    tellAgain(QStringLiteral("Gathered %1 frames in one write of %2 bytes")
                  .arg(std::exchange(m_frames, 0))
                  .arg(together.bytes.size()));
    pass(std::move(together));
}

void DribbleStage::take(FaultPiece piece)
{
    if (!hits(piece) && piece.kind != FaultPiece::Kind::Raw)
        return pass(std::move(piece));
    const auto size = std::max<qsizetype>(
        qsizetype(fault().number(QStringLiteral("bytes"))), piece.bytes.size() / MostWrites + 1);
    QList<qsizetype> cuts;
    for (qsizetype cut = size; cut < piece.bytes.size(); cut += size)
        cuts.append(cut);
    addCuts(&piece, cuts, fault().number(QStringLiteral("gapMs")));
    tellAgain(QStringLiteral("Written %1 at a time, in %2 writes of its own").arg(size).arg(cuts.size() + 1));
    pass(std::move(piece));
}

void SplitHeaderStage::take(FaultPiece piece)
{
    if (hits(piece) && piece.begins()) {
        const qint64 cut =
            std::min<qint64>(fault().number(QStringLiteral("bytes")), piece.part.headerSize - 1);
        addCuts(&piece, {qsizetype(cut)}, fault().number(QStringLiteral("gapMs")));
        tellAgain(QStringLiteral("Cut behind byte %1 of its header: %2")
                      .arg(cut)
                      .arg(frameWords(piece.part, placed().direction)));
    }
    pass(std::move(piece));
}

} // namespace sockscope
