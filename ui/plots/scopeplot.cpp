// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/scopeplot.h"

#include "ui/plots/plotcursor.h"
#include "ui/plots/plotstyle.h"

#include <algorithm>
#include <cmath>

namespace sockscope {

namespace {

constexpr double ReachPixels = 8; // that a reading may lie beside its curve

} // namespace

ScopePlot::ScopePlot(QWidget *parent) : QCustomPlot(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAutoAddPlottableToLegend(false);
    setInteractions(QCP::iRangeDrag);
    axisRect()->setRangeDrag(Qt::Horizontal);
    axisRect()->setAutoMargins(QCP::msLeft | QCP::msBottom);
    axisRect()->setMargins(QMargins(0, 12, 16, 0));
    stylePlot(this);
    new PlotCursor(this);
    connect(this, &QCustomPlot::plottableClick, this, &ScopePlot::clickPoint);
    connect(this, &QCustomPlot::mouseDoubleClick, this, &ScopePlot::goHome);
}

QCPGraph *ScopePlot::addCurve(const QString &name, QCPAxis *valueAxis)
{
    QCPGraph *graph = addGraph(xAxis, valueAxis ? valueAxis : yAxis);
    graph->setName(name);
    return graph;
}

void ScopePlot::removeCurve(QCPGraph *graph)
{
    m_rows.remove(graph);
    if (m_main == graph)
        m_main = nullptr;
    removeGraph(graph);
}

void ScopePlot::setPoints(QCPGraph *graph, const QVector<QCPGraphData> &points, const QList<quint64> &rows)
{
    graph->data()->set(points, true);
    m_rows[graph] = rows;
}

std::optional<double> ScopePlot::cursorKey() const
{
    return m_hovered ? xAxis->pixelToCoord(*m_hovered) : m_put;
}

void ScopePlot::putCursor(double key)
{
    m_put = key;
    m_hovered.reset();
    m_shownRow.reset();
    cursorMoved();
}

void ScopePlot::removeCursor()
{
    m_put.reset();
    m_hovered.reset();
    m_shownRow.reset();
    cursorMoved();
}

void ScopePlot::showRow(quint64 row, double key)
{
    putCursor(key);
    m_shownRow = row;
    bringIntoView(key);
    cursorMoved();
}

std::optional<ScopePlot::Reading> ScopePlot::readingOf(QCPGraph *graph, double key) const
{
    const auto &points = graph->data();
    if (!graph->realVisibility() || points->isEmpty())
        return std::nullopt;
    const double reach = std::abs(xAxis->pixelToCoord(ReachPixels) - xAxis->pixelToCoord(0));
    auto found = points->findBegin(key, false); // the first one at or behind it
    const bool isSteps = graph->lineStyle() == QCPGraph::lsStepLeft; // a value holds up to the next
    const auto isPreviousNearer = [&] {
        return found != points->constBegin()
            && (isSteps ? found->key > key : key - std::prev(found)->key < found->key - key);
    };
    if (found == points->constEnd() || isPreviousNearer())
        --found;
    const bool isEnd = found == points->constBegin() || std::next(found) == points->constEnd();
    const bool isDots = graph->lineStyle() == QCPGraph::lsNone;
    const bool isBeside = key < points->constBegin()->key || key > std::prev(points->constEnd())->key;
    if (((isEnd && isBeside) || isDots) && std::abs(found->key - key) > reach)
        return std::nullopt;
    const QList<quint64> rows = m_rows.value(graph);
    const auto rowOf = [&](const auto &point) {
        const qsizetype index = point - points->constBegin();
        return index < rows.size() ? std::optional(rows[index]) : std::nullopt;
    };
    // Pongs that came in one TCP read came at one time.
    for (auto same = points->findBegin(found->key, false);
         m_shownRow && same != points->constEnd() && same->key == found->key; ++same) {
        if (rowOf(same) == m_shownRow)
            found = same;
    }
    return Reading{graph, found->key, found->value, rowOf(found)};
}

QList<ScopePlot::Reading> ScopePlot::readings() const
{
    QList<Reading> readings;
    const auto key = cursorKey();
    if (!key)
        return readings;
    for (int i = 0; i < graphCount(); ++i) {
        if (const auto reading = readingOf(graph(i), *key))
            readings.insert(reading->graph == m_main ? 0 : readings.size(), *reading);
    }
    const auto isShown = [this](const Reading &reading) { return isRowShown(reading); };
    if (m_shownRow && !m_hovered && std::ranges::none_of(readings, isShown))
        return {}; // that row is about something else
    return readings;
}

QString ScopePlot::readout() const
{
    const auto key = cursorKey();
    if (!key)
        return {};
    QStringList lines{keyText(*key)};
    for (const Reading &reading : readings())
        lines.append(QStringLiteral("%1 %2").arg(reading.graph->name(), valueText(reading.value)));
    return lines.join(u'\n');
}

PlotFigures ScopePlot::figures() const
{
    PlotFigures figures{{keyHeader(), tr("curve"), valueHeader(), tr("row")}, {}};
    for (int i = 0; i < graphCount(); ++i) {
        if (!graph(i)->realVisibility())
            continue;
        const auto &points = graph(i)->data();
        const QList<quint64> rows = m_rows.value(graph(i));
        for (auto point = points->findBegin(xAxis->range().lower, false);
             point != points->constEnd() && point->key <= xAxis->range().upper; ++point) {
            const qsizetype index = point - points->constBegin();
            figures.rows.append(
                {keyCell(point->key), graph(i)->name(), QString::number(point->value, 'g', 10),
                    index < rows.size() ? QString::number(rows[index]) : QString()});
        }
    }
    return figures;
}

QString ScopePlot::keyCell(double key) const
{
    return QString::number(key, 'g', 10);
}

void ScopePlot::clickPoint(QCPAbstractPlottable *plottable, int index)
{
    const QList<quint64> rows = m_rows.value(qobject_cast<QCPGraph *>(plottable));
    if (index >= 0 && index < rows.size())
        emit rowClicked(rows[index]);
}

void ScopePlot::zoomBy(double factor, double key)
{
    xAxis->scaleRange(factor, key);
    replot(rpQueuedReplot);
}

void ScopePlot::cursorMoved()
{
    setAccessibleDescription(readout());
    layer(QStringLiteral("overlay"))->replot();
}

void ScopePlot::changeEvent(QEvent *event)
{
    QCustomPlot::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    stylePlot(this);
    emit restyled();
}

} // namespace sockscope
