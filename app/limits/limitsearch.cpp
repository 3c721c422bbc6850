// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/limits/limitsearch.h"

#include <algorithm>

namespace sockscope {

LimitSearch::LimitSearch(const LimitRange &range)
    : m_range(range)
    , m_furthest(qAbs(range.hardest - range.mildest))
    , m_failed(m_furthest + 1)
    , m_next(range.hardestFirst ? m_furthest : 0)
{ }

std::optional<qint64> LimitSearch::next() const
{
    return m_step == Step::Done ? std::nullopt : std::optional(value(m_next));
}

qint64 LimitSearch::value(qint64 distance) const
{
    return m_range.hardest >= m_range.mildest ? m_range.mildest + distance : m_range.mildest - distance;
}

void LimitSearch::record(const ProbeOutcome &outcome)
{
    const bool survived = outcome.hasSurvived();
    ++m_bracket.tries;
    if (m_step == Step::RepeatWorked || m_step == Step::RepeatFailed) {
        endRepeat(survived == (m_step == Step::RepeatWorked));
        return;
    }
    if (survived) {
        m_worked = m_next;
        m_bracket.worked = value(m_next);
    } else {
        m_failed = m_next;
        m_bracket.failed = value(m_next);
        m_bracket.how = outcome;
    }
    choose(survived);
}

void LimitSearch::choose(bool survived)
{
    if (m_worked == m_furthest) {
        m_bracket.state = LimitState::BoundSurvived;
        m_step = Step::Done;
    } else if (m_failed == 0) {
        m_next = 0;
        m_step = Step::RepeatFailed;
    } else if (m_worked < 0) { // the hardest was tried first, and failed
        m_next = 0;
        m_step = Step::First;
    } else if (m_failed > m_furthest) {
        m_next = std::min(m_furthest, std::max<qint64>(1, m_worked * 2));
        m_step = Step::Grow;
    } else if (isNarrow()) {
        m_next = m_worked;
        m_step = Step::RepeatWorked;
    } else if (m_step == Step::Grow && !survived && m_range.tolerancePercent == 0) {
        m_next = m_worked + 1;
        m_step = Step::BesideWorked;
    } else {
        chooseWithin();
    }
}

void LimitSearch::chooseWithin()
{
    const bool beside = m_step == Step::BesideWorked && m_failed - m_worked > 2;
    m_next = beside ? m_failed - 1 : m_worked + (m_failed - m_worked) / 2;
    m_step = beside ? Step::BesideFailed : Step::Halve;
}

bool LimitSearch::isNarrow() const
{
    const qint64 tolerated = qAbs(value(m_worked)) * m_range.tolerancePercent / 100;
    return m_failed - m_worked <= std::max<qint64>(1, tolerated);
}

void LimitSearch::endRepeat(bool asExpected)
{
    m_isFlaky |= !asExpected;
    if (m_step == Step::RepeatWorked) {
        m_next = m_failed;
        m_step = Step::RepeatFailed;
        return;
    }
    m_step = Step::Done;
    if (m_worked < 0 && !asExpected)
        m_bracket.worked = value(0);
    m_bracket.state = m_isFlaky ? LimitState::Flaky
        : m_worked < 0          ? LimitState::NothingWorked
                                : LimitState::Found;
}

} // namespace sockscope
