// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/faults/faultstage.h"

#include <QTimer>

#include <list>
#include <vector>

namespace sockscope {

// What is done to frames.

class DropStage : public FaultStage
{
public:
    DropStage(FaultSite *site, const PlacedFault &fault);
    void take(FaultPiece piece) override;
};

class SwallowPongsStage final : public FaultStage
{
public:
    SwallowPongsStage(FaultSite *site, const PlacedFault &fault);
    void take(FaultPiece piece) override;
};

/// The answer to the device's Close is lost, and the end of the stream behind it.
class IgnoreCloseStage final : public FaultStage
{
public:
    IgnoreCloseStage(FaultSite *site, const PlacedFault &fault);
    void take(FaultPiece piece) override;

private:
    bool m_ignored = false;
};

class DuplicateStage final : public FaultStage
{
public:
    DuplicateStage(FaultSite *site, const PlacedFault &fault);
    ~DuplicateStage() override;
    void take(FaultPiece piece) override;

private:
    struct Copy // of a message that is going by
    {
        std::vector<FaultPiece> pieces;
        qint64 bytes = 0;
        bool tooLarge = false;
    };

    void keep(Copy *copy, const FaultPiece &piece);
    void repeat(Copy *copy, const FrameTracker::Part &last);
    void forget(Copy *copy);

    Copy m_data;
    Copy m_control;
};

class ReorderStage final : public FaultStage
{
public:
    ReorderStage(FaultSite *site, const PlacedFault &fault);
    ~ReorderStage() override;
    void take(FaultPiece piece) override;
    void letGo() override;

private:
    struct Held // a message, or a frame where they are apart
    {
        std::vector<FaultPiece> pieces;
        qint64 bytes = 0;
        qint64 behind = 0; // so many more are to go first
        qint64 dueMs = 0;
        bool whole = false;
    };

    bool endsUnit(const FrameTracker::Part &part) const;
    void holdBack(FaultPiece piece);
    void goBy(FaultPiece piece);
    void release();
    void emitHeld(const Held &held);
    void restartTimer();

    std::list<Held> m_held;
    QTimer m_timer;
    bool m_apart;
    bool m_passing = false; // within a message, or frame, that is not held back
};

class CorruptStage final : public FaultStage
{
public:
    using FaultStage::FaultStage;
    void take(FaultPiece piece) override;

private:
    void choose(const FrameTracker::Part &part);

    std::vector<quint64> m_offsets; // in the frame that is going by
};

/// Does what a fault of the connection does, when a frame comes.
class TriggerStage final : public FaultStage
{
public:
    using FaultStage::FaultStage;
    void take(FaultPiece piece) override;

private:
    bool isDue();
    void tear(FaultPiece piece);

    std::optional<qint64> m_againMs; // when it may act next; nothing: not yet
    qint64 m_tornBytes = 0; // of the frame still to leave
    bool m_torn = false;
};

} // namespace sockscope
