// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/limits/probeoutcome.h"

#include <QtGlobal>

#include <optional>

namespace sockscope {

/// Where a search goes: from a value that every device should stand to one beyond which nobody looks.
struct LimitRange
{
    qint64 mildest = 0;
    qint64 hardest = 0; ///< smaller than mildest where less is harder
    /// The bracket is narrow enough when it is no wider than this part of what worked; 0: to the last unit.
    int tolerancePercent = 0;
    /// Tries the hardest first: where nearly every device stands that, and it takes nothing to recover.
    bool hardestFirst = false;
};

enum class LimitState : quint8 {
    Searching,
    Found, ///< the bracket is as narrow as it gets, and both its ends did the same again
    Flaky, ///< narrow, but one end did not
    BoundSurvived, ///< the hardest worked
    NothingWorked, ///< not even the mildest
};

/// What a search knows.
struct LimitBracket
{
    LimitState state = LimitState::Searching;
    std::optional<qint64> worked; ///< the hardest value that did, at least once
    std::optional<qint64> failed; ///< the mildest value that did not, at least once
    ProbeOutcome how; ///< failed did
    int tries = 0;

    bool operator==(const LimitBracket &) const = default;
};

/// Finds the boundary between what works and what does not: doubles, then halves, then tries both sides once
/// more. Sends nothing and has no clock: asks for a value, and is told what came of it. Ends for every range
/// and whatever it is told, within some 140 tries.
///
/// Limits are often a power of two, or one less: before it halves, it tries next to what worked, and next to
/// what failed. That saves a device that has to reconnect after every failure many of them.
class LimitSearch
{
public:
    explicit LimitSearch(const LimitRange &range);

    /// The value to try; nullopt when all is known.
    std::optional<qint64> next() const;
    /// What became of next(), which there must be.
    void record(const ProbeOutcome &outcome);

    const LimitRange &range() const { return m_range; }
    const LimitBracket &bracket() const { return m_bracket; }

private:
    enum class Step : quint8 {
        First,
        Grow,
        BesideWorked,
        BesideFailed,
        Halve,
        RepeatWorked,
        RepeatFailed,
        Done
    };

    qint64 value(qint64 distance) const;
    bool isNarrow() const;
    void choose(bool survived);
    void chooseWithin();
    void endRepeat(bool asExpected);

    LimitRange m_range;
    LimitBracket m_bracket;
    // Distances from the mildest. What worked: -1 until something did; what failed: furthest + 1.
    qint64 m_furthest;
    qint64 m_worked = -1;
    qint64 m_failed;
    qint64 m_next = 0;
    Step m_step = Step::First;
    bool m_isFlaky = false;
};

} // namespace sockscope
