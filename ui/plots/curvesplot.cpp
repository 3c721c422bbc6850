// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/curvesplot.h"

#include "ui/plots/plotstyle.h"
#include "ui/theme/theme.h"

#include <cmath>
#include <set>

namespace sockscope {

namespace {

constexpr qreal DotSize = 3;
constexpr int PixelsPerDot = 4; // of a curve: nearer ones are a line
constexpr double TopRoom = 1.1;

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

CurvesPlot::CurvesPlot(Quantity quantity, QWidget *parent) : TimePlot(parent), m_quantity(quantity)
{
    setLogarithmic(false);
    connect(this, &ScopePlot::restyled, this, &CurvesPlot::restyleCurves);
}

void CurvesPlot::setCurves(const QList<TimeCurve> &curves)
{
    dropOthers(curves);
    for (const TimeCurve &curve : curves)
        showCurve(curve);
    restyleCurves();
    fitValues();
    replot(QCustomPlot::rpQueuedReplot);
}

void CurvesPlot::dropOthers(const QList<TimeCurve> &curves)
{
    std::set<Key> wanted;
    for (const TimeCurve &curve : curves)
        wanted.emplace(curve.connection, curve.isDashed);
    std::erase_if(m_graphs, [&](const auto &entry) {
        if (wanted.contains(entry.first))
            return false;
        removeCurve(entry.second);
        return true;
    });
}

void CurvesPlot::showCurve(const TimeCurve &curve)
{
    QCPGraph *&graph = m_graphs[{curve.connection, curve.isDashed}];
    if (!graph) {
        graph = addCurve(curve.name);
        graph->setLineStyle(m_lineStyle);
        if (curve.connection == m_chosen && !curve.isDashed)
            setMainCurve(graph);
    }
    graph->setName(curve.name);
    setPoints(graph, curve.points, curve.rows);
    const auto begin = graph->data()->findBegin(xAxis->range().lower);
    const auto end = graph->data()->findEnd(xAxis->range().upper);
    const bool isSparse =
        m_lineStyle == QCPGraph::lsLine && (end - begin) * PixelsPerDot <= axisRect()->width();
    graph->setScatterStyle(isSparse ? QCPScatterStyle(QCPScatterStyle::ssDisc, DotSize) : QCPScatterStyle());
}

void CurvesPlot::fitValues()
{
    bool found = false;
    QCPRange range;
    const auto domain = isLogarithmic() ? QCP::sdPositive : QCP::sdBoth;
    for (const auto &[key, graph] : m_graphs) {
        bool has = false;
        const QCPRange values = graph->getValueRange(has, domain, xAxis->range());
        if (has)
            range = found ? range.expanded(values) : values;
        found |= has;
    }
    if (found && range.upper > 0)
        yAxis->setRange(isLogarithmic() ? logRangeAround(range) : QCPRange(0, range.upper * TopRoom));
}

void CurvesPlot::setQuantity(Quantity quantity)
{
    m_quantity = quantity;
    setLogarithmic(isLogarithmic());
}

void CurvesPlot::setLogarithmic(bool on)
{
    yAxis->setScaleType(on ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    yAxis->setTicker(on ? QSharedPointer<QCPAxisTicker>(new LogTicker(m_quantity))
                        : QSharedPointer<QCPAxisTicker>(new LinearTicker(m_quantity)));
    if (m_graphs.empty())
        yAxis->setRange(on ? QCPRange(1, 100) : QCPRange(0, 100));
    fitValues();
    replot(QCustomPlot::rpQueuedReplot);
}

void CurvesPlot::choose(quint64 connection)
{
    if (connection == m_chosen)
        return;
    m_chosen = connection;
    const auto found = m_graphs.find({connection, false});
    setMainCurve(found == m_graphs.end() ? nullptr : found->second);
    restyleCurves();
    replot(QCustomPlot::rpQueuedReplot);
}

void CurvesPlot::restyleCurves()
{
    for (const auto &[key, graph] : m_graphs) {
        const auto &[connection, isDashed] = key;
        QPen pen = curvePen(Theme::current().seriesColor(connection), connection == m_chosen);
        pen.setStyle(isDashed ? Qt::DashLine : Qt::SolidLine);
        graph->setPen(pen);
    }
}

QString CurvesPlot::valueText(double value) const
{
    return quantityText(m_quantity, value);
}

QString CurvesPlot::valueHeader() const
{
    return quantityHeader(m_quantity);
}

} // namespace sockscope
