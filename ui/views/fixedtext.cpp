// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/fixedtext.h"

#include <QFontMetricsF>

#include <algorithm>

namespace sockscope {

namespace {

bool isPrintableAscii(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) { return c >= u' ' && c <= u'~'; });
}

} // namespace

FixedText::FixedText(const QFont &font) : m_font(font)
{
    const QFontMetricsF metrics(font);
    const qreal advance = metrics.horizontalAdvance(u'0');
    const bool isFixed = metrics.horizontalAdvance(u'i') == advance
        && metrics.horizontalAdvance(u'W') == advance && metrics.horizontalAdvance(u'…') == advance;
    m_advance = isFixed ? advance : 0;
    m_ascent = metrics.ascent();
    m_height = metrics.height();
}

void FixedText::draw(QPainter *painter, const QRect &area, Qt::Alignment alignment, const QString &text) const
{
    painter->setFont(m_font);
    const qsizetype fitting = m_advance > 0 ? qsizetype(area.width() / m_advance) : 0;
    if (fitting < 1 || !isPrintableAscii(text)) {
        painter->drawText(area, int(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
            QFontMetrics(m_font).elidedText(text, Qt::ElideRight, area.width()));
        return;
    }
    const QString shown = text.size() <= fitting ? text : text.first(fitting - 1) + u'…';
    qreal x = area.left();
    const qreal spare = area.width() - qreal(shown.size()) * m_advance;
    if (alignment & Qt::AlignRight)
        x += spare;
    else if (alignment & Qt::AlignHCenter)
        x += spare / 2;
    painter->drawText(QPointF(x, area.top() + (area.height() - m_height) / 2 + m_ascent), shown);
}

} // namespace sockscope
