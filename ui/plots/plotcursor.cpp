// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plotcursor.h"

#include "ui/plots/scopeplot.h"
#include "ui/theme/theme.h"

namespace sockscope {

namespace {

constexpr int LabelPixels = 11;
constexpr int LineHeight = 14;
constexpr int Padding = 4;
constexpr int Gap = 8; // between the line and the box
constexpr int LongestName = 140;
constexpr int MaxLines = 10;
constexpr qreal Ring = 3;
constexpr qreal ShownRing = 5;

struct Line
{
    QString name;
    QString value;
    QColor colour;
};

QList<Line> linesOf(const ScopePlot &plot, double key, qsizetype room)
{
    QList<Line> lines{{plot.keyText(key), QString(), Theme::current().muted}};
    const auto readings = plot.readings();
    for (const ScopePlot::Reading &reading : readings) {
        if (lines.size() + 1 == room && readings.size() + 1 > room) {
            lines.append({ScopePlot::tr("and %1 more").arg(readings.size() + 1 - lines.size()), QString(),
                Theme::current().muted});
            break;
        }
        lines.append({reading.graph->name(), plot.valueText(reading.value), reading.graph->pen().color()});
    }
    return lines;
}

} // namespace

PlotCursor::PlotCursor(ScopePlot *plot) : QCPAbstractItem(plot), m_plot(plot)
{
    setLayer(QStringLiteral("overlay")); // redrawn alone when the mouse moves
    setClipToAxisRect(false);
    setSelectable(false);
}

void PlotCursor::draw(QCPPainter *painter)
{
    const Theme &theme = Theme::current();
    const QRect inner = m_plot->axisRect()->rect();
    if (m_plot->hasFocus()) {
        painter->setPen(QPen(theme.accent));
        painter->drawRect(m_plot->rect().adjusted(0, 0, -1, -1));
    }
    const auto key = m_plot->cursorKey();
    if (!key || !m_plot->xAxis->range().contains(*key))
        return;
    const double x = qRound(m_plot->xAxis->coordToPixel(*key));
    painter->setPen(QPen(theme.faint));
    painter->drawLine(QPointF(x, inner.top()), QPointF(x, inner.bottom()));
    const auto readings = m_plot->readings();
    painter->setAntialiasing(true);
    painter->setBrush(theme.panel);
    for (const ScopePlot::Reading &reading : readings) {
        const QPointF at = reading.at();
        if (!inner.contains(at.toPoint()))
            continue;
        const bool isShown = m_plot->isRowShown(reading);
        painter->setPen(QPen(isShown ? theme.text : reading.graph->pen().color(), 2));
        painter->drawEllipse(at, isShown ? ShownRing : Ring, isShown ? ShownRing : Ring);
    }
    if (!readings.isEmpty())
        drawBox(painter, x);
}

void PlotCursor::drawBox(QCPPainter *painter, double x) const
{
    const Theme &theme = Theme::current();
    QFont font = fixedFont();
    font.setPixelSize(LabelPixels);
    const QFontMetricsF metrics(font);
    const qsizetype room = qBound(2, int(m_plot->axisRect()->height() - 2 * Padding) / LineHeight, MaxLines);
    QList<Line> lines = linesOf(*m_plot, *m_plot->cursorKey(), room);
    qreal names = 0;
    qreal values = 0;
    for (Line &line : lines) {
        line.name = metrics.elidedText(line.name, Qt::ElideRight, LongestName);
        names = std::max(names, metrics.horizontalAdvance(line.name));
        values = std::max(values, metrics.horizontalAdvance(line.value));
    }
    const qreal width = names + (values > 0 ? values + Gap : 0) + 2 * Padding;
    const QRectF box = boxBeside(x, {width, qreal(lines.size() * LineHeight + 2 * Padding)});
    painter->setPen(QPen(theme.line));
    painter->setBrush(theme.header);
    painter->drawRoundedRect(box, Padding, Padding);
    painter->setFont(font);
    QRectF row(box.left() + Padding, box.top() + Padding, box.width() - 2 * Padding, LineHeight);
    for (const Line &line : std::as_const(lines)) {
        painter->setPen(line.colour);
        painter->drawText(row, Qt::AlignLeft | Qt::AlignVCenter, line.name);
        painter->setPen(theme.text);
        painter->drawText(row, Qt::AlignRight | Qt::AlignVCenter, line.value);
        row.translate(0, LineHeight);
    }
}

// On the side where there is more room.
QRectF PlotCursor::boxBeside(double x, const QSizeF &size) const
{
    const QRect inner = m_plot->axisRect()->rect();
    const bool isLeft = x - inner.left() > inner.right() - x;
    const double left = isLeft ? x - Gap - size.width() : x + Gap;
    return QRectF(
        {qBound(0., left, std::max(0., m_plot->width() - size.width())), double(inner.top())}, size);
}

} // namespace sockscope
