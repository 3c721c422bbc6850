// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/faults/faultstage.h"

#include <QTimer>

#include <deque>

namespace sockscope {

// What is done to bytes and their time.

/// Pieces that wait for their time, in order.
class WaitingStage : public FaultStage
{
public:
    WaitingStage(FaultSite *site, const PlacedFault &fault);
    ~WaitingStage() override;
    void letGo() override;

protected:
    /// @p piece is passed on at @p dueUs, and not before those that wait already.
    void wait(FaultPiece piece, qint64 dueUs);
    qint64 nowUs() { return site().elapsedMs() * 1000; }

private:
    struct Waiting
    {
        FaultPiece piece;
        qint64 dueUs = 0;
    };

    void passDue();
    void passFirst();

    std::deque<Waiting> m_waiting;
    QTimer m_timer;
};

class DelayStage final : public WaitingStage
{
public:
    using WaitingStage::WaitingStage;
    void take(FaultPiece piece) override;

private:
    qint64 m_frameDueUs = 0;
};

class RateStage final : public WaitingStage
{
public:
    using WaitingStage::WaitingStage;
    void take(FaultPiece piece) override;
    void letGo() override;

private:
    qint64 m_freeUs = 0; // when the link has carried all that was given to it
};

class CoalesceStage final : public FaultStage
{
public:
    CoalesceStage(FaultSite *site, const PlacedFault &fault);
    ~CoalesceStage() override;
    void take(FaultPiece piece) override;
    void letGo() override;

private:
    QByteArray m_gathered;
    qint64 m_frames = 0;
    QTimer m_timer;
};

class DribbleStage final : public FaultStage
{
public:
    using FaultStage::FaultStage;
    void take(FaultPiece piece) override;
};

class SplitHeaderStage final : public FaultStage
{
public:
    using FaultStage::FaultStage;
    void take(FaultPiece piece) override;
};

} // namespace sockscope
