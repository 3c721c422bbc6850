// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/distributionplot.h"

#include "ui/plots/axistickers.h"
#include "ui/plots/plotstyle.h"
#include "ui/theme/theme.h"

#include <QScopedValueRollback>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace sockscope {

namespace {

constexpr int LabelPixels = 11;
constexpr int LabelHeight = 12;
constexpr int FillAlpha = 40;
constexpr double WantedSteps = 40; // in view
constexpr std::array StepsPerDecade{5., 10., 20., 40.}; // the finest is some 6 % wide
constexpr double TopRoom = 1.15; // for the words of markers
constexpr double SideRoom = 1.3;

double decadesOf(const QCPRange &range)
{
    return std::log10(range.upper / range.lower);
}

} // namespace

DistributionPlot::DistributionPlot(Quantity quantity, QWidget *parent)
    : ScopePlot(parent), m_quantity(quantity)
{
    xAxis->setScaleType(QCPAxis::stLogarithmic);
    xAxis->setTicker(QSharedPointer<QCPAxisTicker>(new LogTicker(quantity)));
    xAxis->setRange(1, 100);
    yAxis->setTicker(QSharedPointer<QCPAxisTicker>(new LinearTicker(Quantity::Percent)));
    yAxis->setRange(0, 100);
    connect(this, &ScopePlot::restyled, this, &DistributionPlot::restyleCurves);
    connect(xAxis, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), this, [this] {
        if (m_fitting)
            return;
        m_isHome = false;
        showAll();
    });
}

void DistributionPlot::setDistributions(std::vector<Distribution> distributions, const QList<Marker> &markers)
{
    m_distributions = std::move(distributions);
    std::set<Key> wanted;
    for (const Distribution &distribution : m_distributions)
        wanted.emplace(distribution.connection, distribution.isDashed);
    std::erase_if(m_graphs, [&](const auto &entry) {
        if (wanted.contains(entry.first))
            return false;
        removeCurve(entry.second);
        return true;
    });
    showMarkers(markers);
    if (m_isHome)
        fitHome();
    showAll();
    replot(rpQueuedReplot);
}

void DistributionPlot::fitHome()
{
    const QScopedValueRollback fitting(m_fitting, true);
    double lower = std::numeric_limits<double>::max();
    double upper = 0;
    for (const Distribution &distribution : m_distributions) {
        if (distribution.bins.empty())
            continue;
        lower = std::min(lower, distribution.bins.front().lower);
        upper = std::max(upper, distribution.bins.back().upper);
    }
    for (const Marker &marker : std::as_const(m_markers)) {
        lower = std::min(lower, marker.value);
        upper = std::max(upper, marker.value);
    }
    if (lower > 0 && lower < upper)
        xAxis->setRange(lower / SideRoom, upper * SideRoom);
}

double DistributionPlot::stepRatio() const
{
    const double decades = decadesOf(xAxis->range());
    const auto fine =
        std::ranges::find_if(StepsPerDecade, [&](double steps) { return steps * decades >= WantedSteps; });
    return 1 / (fine == StepsPerDecade.end() ? StepsPerDecade.back() : *fine);
}

// From 0 to 0; @p ratio is the width of a step in decades.
void DistributionPlot::showSteps(QCPGraph *graph, const Distribution &distribution, double ratio)
{
    std::map<qint64, Distribution::Bin> steps;
    quint64 all = 0;
    for (const Distribution::Bin &bin : distribution.bins) {
        Distribution::Bin &step =
            steps[qint64(std::floor(std::log10(std::sqrt(bin.lower * bin.upper)) / ratio))];
        step.count += bin.count;
        step.row = std::max(step.row, bin.row);
        all += bin.count;
    }
    QVector<QCPGraphData> points;
    QList<quint64> rows;
    const auto add = [&](qint64 edge, double percent, quint64 row) {
        points.append({std::pow(10, double(edge) * ratio), percent});
        rows.append(row);
    };
    for (const auto &[edge, step] : steps) {
        if (!steps.contains(edge - 1))
            add(edge, 0, step.row);
        add(edge, 100. * double(step.count) / double(all), step.row);
        if (!steps.contains(edge + 1))
            add(edge + 1, 0, step.row);
    }
    setPoints(graph, points, rows);
}

void DistributionPlot::showAll()
{
    const double ratio = stepRatio();
    double top = 0;
    for (const Distribution &distribution : m_distributions) {
        QCPGraph *&graph = m_graphs[{distribution.connection, distribution.isDashed}];
        if (!graph) {
            graph = addCurve(distribution.name);
            graph->setLineStyle(QCPGraph::lsStepLeft);
        }
        graph->setName(distribution.name);
        showSteps(graph, distribution, ratio);
        bool has = false;
        const QCPRange values = graph->getValueRange(has, QCP::sdBoth, xAxis->range());
        top = has ? std::max(top, values.upper) : top;
    }
    restyleCurves();
    placeMarkerWords();
    if (top > 0)
        yAxis->setRange(0, top * TopRoom);
}

void DistributionPlot::showMarkers(const QList<Marker> &markers)
{
    if (markers == m_markers)
        return;
    m_markers = markers;
    for (QCPItemStraightLine *line : std::as_const(m_markerLines))
        removeItem(line);
    for (QCPItemText *words : std::as_const(m_markerWords))
        removeItem(words);
    m_markerLines.clear();
    m_markerWords.clear();
    QFont font = fixedFont();
    font.setPixelSize(LabelPixels);
    int depth = 0; // no word covers its neighbour
    for (const Marker &marker : markers) {
        auto *line = new QCPItemStraightLine(this);
        line->point1->setCoords(marker.value, 0);
        line->point2->setCoords(marker.value, 1);
        line->setPen(QPen(marker.colour, 1, Qt::DashLine));
        auto *label = new QCPItemText(this);
        label->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        label->position->setCoords(marker.value, 0);
        label->setPadding(QMargins(3, depth, 3, 0));
        depth += LabelHeight;
        label->setFont(font);
        label->setColor(marker.colour);
        label->setText(marker.text);
        m_markerLines.append(line);
        m_markerWords.append(label);
    }
}

// On the side of the line where there is more room.
void DistributionPlot::placeMarkerWords()
{
    const double middle = std::sqrt(xAxis->range().lower * xAxis->range().upper);
    for (qsizetype i = 0; i < m_markers.size(); ++i)
        m_markerWords[i]->setPositionAlignment(
            Qt::AlignTop | (m_markers[i].value < middle ? Qt::AlignLeft : Qt::AlignRight));
}

void DistributionPlot::choose(quint64 connection)
{
    if (connection == m_chosen)
        return;
    m_chosen = connection;
    const auto found = m_graphs.find({connection, false});
    setMainCurve(found == m_graphs.end() ? nullptr : found->second);
    restyleCurves();
    replot(rpQueuedReplot);
}

void DistributionPlot::restyleCurves()
{
    for (const auto &[key, graph] : m_graphs) {
        QColor colour = Theme::current().seriesColor(key.first);
        QPen pen = curvePen(colour, key.first == m_chosen);
        pen.setStyle(key.second ? Qt::DashLine : Qt::SolidLine);
        graph->setPen(pen);
        colour.setAlpha(FillAlpha);
        graph->setBrush(key.second ? QBrush() : QBrush(colour));
    }
}

void DistributionPlot::goHome()
{
    m_isHome = true;
    fitHome();
    showAll();
    replot(rpQueuedReplot);
}

QString DistributionPlot::keyText(double key) const
{
    return quantityText(m_quantity, key);
}

QString DistributionPlot::valueText(double value) const
{
    return quantityText(Quantity::Percent, value);
}

QString DistributionPlot::keyHeader() const
{
    return quantityHeader(m_quantity);
}

QString DistributionPlot::valueHeader() const
{
    return quantityHeader(Quantity::Percent);
}

} // namespace sockscope
