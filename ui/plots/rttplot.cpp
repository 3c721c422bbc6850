// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/rttplot.h"

#include "ui/plots/plotstyle.h"
#include "ui/theme/theme.h"

#include <cmath>

namespace sockscope {

namespace {

constexpr qreal DotSize = 3;
constexpr double NsPerMs = 1e6;
constexpr double NsPerSecond = 1e9;

// From a decade to 1, 2 or 5 of one above all values, so that the axis rarely moves.
QCPRange logRangeAround(const QCPRange &range)
{
    const double lower = std::pow(10, std::floor(std::log10(range.lower)));
    const double decade = std::pow(10, std::floor(std::log10(range.upper)));
    for (const double step : {2., 5., 10.}) {
        if (range.upper < step * decade)
            return {lower, step * decade};
    }
    return {lower, range.upper};
}

} // namespace

RttPlot::RttPlot(QWidget *parent) : TimePlot(parent)
{
    setLogarithmic(true);
    yAxis->setRange(1, 100);
    setAccessibleName(tr("Plot of ping round trips over time"));
    connect(this, &TimePlot::restyled, this, &RttPlot::restyleCurves);
    connect(this, &QCustomPlot::plottableClick, this, &RttPlot::clickPoint);
}

void RttPlot::refresh(const RttCurves &curves, qint64 nowNs, bool hasNews)
{
    if (!advance(nowNs, curves.newestNs(), hasNews))
        return;
    showCurves(curves);
    fitRtts();
    replot(QCustomPlot::rpQueuedReplot);
}

void RttPlot::showCurves(const RttCurves &curves)
{
    for (auto it = m_graphs.begin(); it != m_graphs.end();) {
        if (curves.byConnection().contains(it.key())) {
            ++it;
        } else {
            removeGraph(it.value());
            it = m_graphs.erase(it);
        }
    }
    for (const auto &[connection, curve] : curves.byConnection()) {
        QCPGraph *&graph = m_graphs[connection];
        if (!graph) {
            graph = addGraph();
            graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, DotSize));
            graph->setPen(curvePen(Theme::current().seriesColor(connection), connection == m_chosen));
        }
        QVector<QCPGraphData> points;
        points.reserve(qsizetype(curve.samples.size()));
        for (const RttSample &sample : curve.samples)
            points.append({seconds(sample.timeNs), double(sample.rttNs) / NsPerMs});
        graph->data()->set(points, true);
    }
}

void RttPlot::fitRtts()
{
    bool found = false;
    QCPRange range;
    const auto domain = isLogarithmic() ? QCP::sdPositive : QCP::sdBoth;
    for (const QCPGraph *graph : std::as_const(m_graphs)) {
        bool has = false;
        const QCPRange values = graph->getValueRange(has, domain, xAxis->range());
        if (has)
            range = found ? range.expanded(values) : values;
        found |= has;
    }
    if (found)
        yAxis->setRange(isLogarithmic() ? logRangeAround(range) : QCPRange(0, range.upper * 1.1));
}

void RttPlot::setLogarithmic(bool on)
{
    yAxis->setScaleType(on ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    yAxis->setTicker(
        on ? QSharedPointer<QCPAxisTicker>(new RttLogTicker) : QSharedPointer<QCPAxisTicker>(new RttTicker));
    yAxis->ticker()->setTickCount(4);
    fitRtts();
    replot(QCustomPlot::rpQueuedReplot);
}

void RttPlot::choose(quint64 connection)
{
    if (connection == m_chosen)
        return;
    m_chosen = connection;
    restyleCurves();
    replot(QCustomPlot::rpQueuedReplot);
}

void RttPlot::restyleCurves()
{
    for (auto it = m_graphs.cbegin(); it != m_graphs.cend(); ++it)
        it.value()->setPen(curvePen(Theme::current().seriesColor(it.key()), it.key() == m_chosen));
}

void RttPlot::clickPoint(QCPAbstractPlottable *plottable, int index)
{
    auto *graph = qobject_cast<QCPGraph *>(plottable);
    if (!graph || index < 0)
        return;
    emit pointClicked(m_graphs.key(graph), qint64(std::llround(graph->dataMainKey(index) * NsPerSecond)));
}

} // namespace sockscope
