// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/fieldplot.h"

#include "ui/plots/plotstyle.h"
#include "ui/theme/theme.h"

#include <cmath>

namespace sockscope {

namespace {

constexpr qreal DotSize = 3;
constexpr int Digits = 6;
constexpr double Margin = 0.1; // above and below a curve, of its height

QCPRange rangeAround(const QCPRange &values)
{
    const double height = values.size() > 0 ? values.size() : std::max(std::abs(values.upper) * Margin, 1.);
    return {values.lower - height * Margin, values.upper + height * Margin};
}

} // namespace

FieldPlot::FieldPlot(QWidget *parent) : TimePlot(parent)
{
    setAccessibleName(tr("Plot of payload fields over time"));
    yAxis->setRange(0, 1);
    connect(this, &TimePlot::restyled, this, &FieldPlot::styleAxes);
    connect(this, &QCustomPlot::plottableClick, this, [this](QCPAbstractPlottable *plottable) {
        if (const qsizetype curve = m_graphs.indexOf(qobject_cast<QCPGraph *>(plottable)); curve >= 0)
            emit curveClicked(int(curve));
    });
}

void FieldPlot::refresh(const std::vector<FieldCurve> &curves, qint64 nowNs, bool hasNews)
{
    qint64 newest = -1;
    for (const FieldCurve &curve : curves) {
        if (!curve.series.isEmpty())
            newest = std::max(newest, curve.series.buckets().back().lastNs);
    }
    if (!advance(nowNs, newest, hasNews))
        return;
    fitCount(curves.size());
    for (size_t i = 0; i < curves.size(); ++i)
        showCurve(curves[i], i);
    styleAxes();
    replot(QCustomPlot::rpQueuedReplot);
}

void FieldPlot::fitCount(size_t count)
{
    while (m_graphs.size() > qsizetype(count)) {
        QCPGraph *graph = m_graphs.takeLast();
        QCPAxis *axis = graph->valueAxis();
        removeCurve(graph);
        if (axis != yAxis)
            axisRect()->removeAxis(axis);
    }
    while (m_graphs.size() < qsizetype(count)) {
        QCPAxis *axis = m_graphs.isEmpty() ? yAxis : axisRect()->addAxis(QCPAxis::atLeft);
        QCPGraph *graph = addCurve({}, axis);
        graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, DotSize));
        m_graphs.append(graph);
        stylePlot(this);
    }
    m_colours.resize(qsizetype(count));
}

// Of merged values the least and the greatest.
void FieldPlot::showCurve(const FieldCurve &curve, size_t place)
{
    QVector<QCPGraphData> points;
    QList<quint64> rows;
    const auto [fromNs, toNs] = neededNs();
    for (const DecimatedSeries::Bucket &bucket : curve.series.buckets()) {
        if (bucket.lastNs < fromNs || bucket.firstNs > toNs)
            continue;
        points.append({seconds(bucket.firstNs), bucket.min});
        rows.append(bucket.row);
        if (bucket.max > bucket.min) {
            points.append({seconds(bucket.lastNs), bucket.max});
            rows.append(bucket.row);
        }
    }
    QCPGraph *graph = m_graphs[qsizetype(place)];
    graph->setName(QStringLiteral("%1 · %2").arg(curve.name, curve.device));
    setPoints(graph, points, rows);
    m_colours[qsizetype(place)] = curve.colour;
    fitValues(graph);
}

void FieldPlot::fitValues(QCPGraph *graph)
{
    bool found = false;
    const QCPRange seen = graph->getValueRange(found, QCP::sdBoth, xAxis->range());
    if (found)
        graph->valueAxis()->setRange(rangeAround(seen));
}

void FieldPlot::choose(size_t curve)
{
    if (curve == m_chosen)
        return;
    m_chosen = curve;
    setMainCurve(m_graphs.value(qsizetype(curve)));
    styleAxes();
    replot(QCustomPlot::rpQueuedReplot);
}

void FieldPlot::styleAxes()
{
    for (qsizetype i = 0; i < m_graphs.size(); ++i) {
        const bool isChosen = size_t(i) == m_chosen;
        const QColor colour = Theme::current().seriesColor(m_colours[i]);
        m_graphs[i]->setPen(curvePen(colour, isChosen));
        m_graphs[i]->valueAxis()->setVisible(isChosen);
        m_graphs[i]->valueAxis()->setTickLabelColor(colour);
        m_graphs[i]->valueAxis()->grid()->setVisible(isChosen);
    }
}

QString FieldPlot::valueText(double value) const
{
    return QString::number(value, 'g', Digits);
}

QString FieldPlot::valueHeader() const
{
    return QStringLiteral("value");
}

} // namespace sockscope
