// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/bracketview.h"

#include "ui/theme/theme.h"

#include <QPainter>

#include <cmath>

namespace sockscope {

namespace {

constexpr int Height = 14;
constexpr int Track = 6; // px
constexpr int Margin = 2;

} // namespace

BracketView::BracketView(QWidget *parent) : QWidget(parent)
{
    setFixedHeight(Height);
    setAccessibleName(tr("What works and what fails"));
    setToolTip(tr("What works, what is not known yet, and what fails; the mark is what is being tried"));
}

double BracketView::place(const LimitRange &range, qint64 value)
{
    const double whole = std::log2(1 + std::abs(double(range.hardest - range.mildest)));
    return whole > 0 ? std::log2(1 + std::abs(double(value - range.mildest))) / whole : 1;
}

void BracketView::setSearch(
    const LimitRange &range, const LimitBracket &bracket, std::optional<qint64> trying)
{
    m_range = range;
    m_bracket = bracket;
    m_trying = trying;
    update();
}

void BracketView::clear()
{
    m_range.reset();
    update();
}

void BracketView::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    const QRect track(Margin, (height() - Track) / 2, width() - 2 * Margin, Track);
    painter.fillRect(track, theme.line);
    if (!m_range)
        return;
    const auto x = [&](qint64 value) {
        return track.left() + qRound(place(*m_range, value) * track.width());
    };
    if (m_bracket.worked) {
        const int end = qMax(x(*m_bracket.worked), track.left() + Margin);
        painter.fillRect(QRect(track.topLeft(), QPoint(end - 1, track.bottom())), theme.pong);
    }
    if (m_bracket.failed) {
        const int begin = qMin(x(*m_bracket.failed), track.right() - Margin);
        painter.fillRect(QRect(QPoint(begin, track.top()), track.bottomRight()), theme.error);
    }
    if (m_trying)
        painter.fillRect(QRect(qBound(0, x(*m_trying) - 1, width() - 2), 0, 2, height()), theme.text);
}

} // namespace sockscope
