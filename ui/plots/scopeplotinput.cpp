// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Mouse and keys of a ScopePlot.
#include "ui/plots/scopeplot.h"
#include "ui/plots/zoomsteps.h"

#include <QKeyEvent>

#include <algorithm>
#include <cmath>

namespace sockscope {

double ScopePlot::zoomKey() const
{
    const QCPRange range = xAxis->range();
    return cursorKey().value_or(isLogAxis() ? std::sqrt(range.lower * range.upper) : range.center());
}

void ScopePlot::zoomIn()
{
    zoomBy(1 / KeyZoom, zoomKey());
}

void ScopePlot::zoomOut()
{
    zoomBy(KeyZoom, zoomKey());
}

void ScopePlot::panBy(double share)
{
    const QCPRange range = xAxis->range();
    xAxis->moveRange(isLogAxis() ? std::pow(range.upper / range.lower, share) : range.size() * share);
    replot(rpQueuedReplot);
}

// To the next point of any curve.
void ScopePlot::stepCursor(int direction)
{
    const double from = cursorKey().value_or(direction > 0 ? xAxis->range().lower : xAxis->range().upper);
    std::optional<double> next;
    for (int i = 0; i < graphCount(); ++i) {
        const auto &points = graph(i)->data();
        if (!graph(i)->realVisibility() || points->isEmpty())
            continue;
        auto found = points->findBegin(from, false);
        if (direction > 0) {
            while (found != points->constEnd() && found->key <= from)
                ++found;
            if (found != points->constEnd())
                next = std::min(next.value_or(found->key), found->key);
        } else if (found != points->constBegin()) {
            --found;
            next = std::max(next.value_or(found->key), found->key);
        }
    }
    if (!next)
        return;
    putCursor(*next);
    bringIntoView(*next);
}

void ScopePlot::stepCurve(int direction)
{
    QList<QCPGraph *> curves;
    const auto readings = this->readings();
    for (const Reading &reading : readings)
        curves.append(reading.graph);
    if (curves.isEmpty())
        return;
    std::ranges::sort(curves, {}, [this](QCPGraph *curve) { return mGraphs.indexOf(curve); });
    const qsizetype count = curves.size();
    m_main = curves[(curves.indexOf(readings.first().graph) + direction + count) % count];
    cursorMoved();
}

void ScopePlot::activateCursor()
{
    const auto readings = this->readings();
    if (!readings.isEmpty() && readings.first().row)
        emit rowClicked(*readings.first().row);
}

void ScopePlot::bringIntoView(double key)
{
    const QCPRange range = xAxis->range();
    if (range.contains(key))
        return;
    xAxis->moveRange(isLogAxis() ? key / std::sqrt(range.lower * range.upper) : key - range.center());
    replot(rpQueuedReplot);
}

void ScopePlot::keyPressEvent(QKeyEvent *event)
{
    const bool pans = event->modifiers().testFlag(Qt::ShiftModifier);
    switch (event->key()) {
    case Qt::Key_Left:
        return pans ? panBy(-PanShare) : stepCursor(-1);
    case Qt::Key_Right:
        return pans ? panBy(PanShare) : stepCursor(1);
    case Qt::Key_Up:
        return stepCurve(-1);
    case Qt::Key_Down:
        return stepCurve(1);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomIn();
    case Qt::Key_Minus:
        return zoomOut();
    case Qt::Key_Home:
        return goHome();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return activateCursor();
    case Qt::Key_Escape:
        return removeCursor();
    default:
        QCustomPlot::keyPressEvent(event);
    }
}

void ScopePlot::wheelEvent(QWheelEvent *event)
{
    const double notches = event->angleDelta().y() / 8. / NotchDegrees;
    if (notches != 0)
        zoomBy(std::pow(WheelZoom, -notches), xAxis->pixelToCoord(event->position().x()));
    event->accept();
}

void ScopePlot::mouseMoveEvent(QMouseEvent *event)
{
    QCustomPlot::mouseMoveEvent(event);
    const bool isInside = axisRect()->rect().contains(event->pos());
    m_hovered = isInside ? std::optional(event->position().x()) : std::nullopt;
    cursorMoved();
}

void ScopePlot::leaveEvent(QEvent *event)
{
    QCustomPlot::leaveEvent(event);
    m_hovered.reset();
    cursorMoved();
}

void ScopePlot::focusInEvent(QFocusEvent *event)
{
    QCustomPlot::focusInEvent(event);
    cursorMoved();
}

void ScopePlot::focusOutEvent(QFocusEvent *event)
{
    QCustomPlot::focusOutEvent(event);
    cursorMoved();
}

} // namespace sockscope
