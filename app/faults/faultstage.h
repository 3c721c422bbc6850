// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/seededrandom.h"
#include "app/faults/fault.h"
#include "app/faults/faultpiece.h"

#include <QObject>

#include <functional>

namespace sockscope {

/// A fault at its place among those of one connection.
struct PlacedFault
{
    Fault fault;
    qsizetype index = 0; ///< in the profile
    FaultDirection direction = FaultDirection::ToDevice; ///< ToDevice or FromDevice
    quint64 seed = 0; ///< for its chance in this direction
};

/// What a stage needs of its connection.
class FaultSite
{
public:
    virtual ~FaultSite() = default;
    /// Time since the faults began to count, in ms.
    virtual qint64 elapsedMs() const = 0;
    /// Tells of a fault that was applied: its sentence, and what a program wants to know beside it.
    virtual void applied(const PlacedFault &fault, const QString &words, const QJsonObject &details) = 0;
    /// The same of a fault that hits nearly every write: the first is told, then counts.
    virtual void appliedAgain(const PlacedFault &fault, const QString &words) = 0;
    /// What a fault of the connection does, now.
    virtual void act(const PlacedFault &fault, const QString &cause) = 0;
    /// Whether the device has sent a Close.
    virtual bool hasDeviceClosed() const = 0;
    /// Bytes more, or fewer, that wait because of a fault. False when that is too much: let go.
    virtual bool hold(FaultDirection direction, qint64 bytes) = 0;
};

/// One fault in one direction: takes pieces, and passes on what it leaves of them.
class FaultStage : public QObject
{
public:
    using Next = std::function<void(FaultPiece &&piece)>;

    FaultStage(FaultSite *site, PlacedFault fault);

    void setNext(Next next) { m_next = std::move(next); }
    virtual void take(FaultPiece piece) = 0;
    /// Passes on all that it holds: the fault is taken away.
    virtual void letGo() { }

protected:
    /// Whether @p piece is of a frame that is hit; asked once for each piece of the stream, in its order.
    bool hits(const FaultPiece &piece);
    /// Whether a message is hit as a whole, its frames all alike.
    void keepMessagesWhole() { m_wholeMessages = true; }
    void pass(FaultPiece &&piece) { m_next(std::move(piece)); }
    void tell(const QString &words, const QJsonObject &details = {})
    {
        m_site->applied(m_fault, words, details);
    }
    void tellAgain(const QString &words) { m_site->appliedAgain(m_fault, words); }

    bool hold(qint64 bytes) { return m_site->hold(m_fault.direction, bytes); }
    FaultSite &site() { return *m_site; }
    const PlacedFault &placed() const { return m_fault; }
    const Fault &fault() const { return m_fault.fault; }
    SeededRandom &random() { return m_random; }

private:
    bool decide(const FrameTracker::Part &part);

    FaultSite *m_site;
    PlacedFault m_fault;
    Next m_next;
    SeededRandom m_random;
    qint64 m_percent;
    qint64 m_left; // FaultScope::next; -1: without end
    bool m_wholeMessages = false;
    bool m_frameHit = false;
    bool m_messageHit = false;
    bool m_withinMessage = false;
};

/// "text, 5 bytes, to the device"
QString frameWords(const FrameTracker::Part &part, FaultDirection direction);

/// The stage of @p fault; nullptr for one that works elsewhere.
std::unique_ptr<FaultStage> makeFaultStage(FaultSite *site, const PlacedFault &fault);

} // namespace sockscope
