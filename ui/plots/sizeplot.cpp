// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/sizeplot.h"

#include "app/text/payloadtext.h"
#include "ui/models/figures.h"
#include "ui/theme/theme.h"

#include <algorithm>
#include <cmath>

namespace sockscope {

namespace {

constexpr qreal DotSize = 4;
constexpr qreal RefusedSize = 8;
constexpr int LabelPixels = 11;
constexpr double SmallestShown = 1; // empty messages stand on the lowest line of a logarithmic axis
constexpr double Headroom = 8;
constexpr double UsualTop = 4096;
constexpr double StepsPerOctave = 8;

} // namespace

SizePlot::SizePlot(QWidget *parent)
    : TimePlot(parent)
    , m_ticker(new BytesLogTicker)
    , m_received(addPoints())
    , m_sent(addPoints())
    , m_refused(addPoints())
    , m_limitLine(new QCPItemStraightLine(this))
    , m_limitLabel(new QCPItemText(this))
{
    setAccessibleName(tr("Plot of message sizes over time"));
    yAxis->setScaleType(QCPAxis::stLogarithmic);
    yAxis->setTicker(m_ticker);
    m_limitLabel->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_limitLabel->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
    m_limitLabel->position->setTypeY(QCPItemPosition::ptPlotCoords);
    m_limitLabel->setPadding(QMargins(4, 1, 4, 0));
    connect(this, &TimePlot::restyled, this, &SizePlot::restylePoints);
    connect(this, &QCustomPlot::plottableClick, this, &SizePlot::clickPoint);
    restylePoints();
    setMaxPayload(0);
}

SizePlot::Points SizePlot::addPoints()
{
    Points points;
    points.graph = addGraph();
    points.graph->setLineStyle(QCPGraph::lsNone);
    return points;
}

SizePlot::Points &SizePlot::pointsOf(const SizeSample &sample)
{
    if (sample.tooBig)
        return m_refused;
    return sample.direction == ws::Direction::Received ? m_received : m_sent;
}

void SizePlot::addPoint(Points &points, const SizeSample &sample)
{
    const double bytes = std::max(double(sample.bytes), SmallestShown);
    if (const qint64 moment = sample.timeNs / MomentNs; moment != points.moment) {
        points.moment = moment;
        points.sizes.clear();
    }
    const int size = int(std::log2(bytes) * StepsPerOctave);
    if (points.sizes.contains(size))
        return;
    points.sizes.insert(size);
    points.graph->addData(seconds(sample.timeNs), bytes);
    points.rows.push_back(sample.row);
    if (points.rows.size() <= MaxPoints)
        return;
    const auto &data = points.graph->data();
    data->remove(data->constBegin()->key);
    points.rows.pop_front();
}

void SizePlot::add(const QList<SizeSample> &samples)
{
    for (const SizeSample &sample : samples) {
        addPoint(pointsOf(sample), sample);
        m_largest = std::max(m_largest, double(sample.bytes));
        m_newestNs = std::max(m_newestNs, sample.timeNs);
    }
}

void SizePlot::refresh(qint64 nowNs, bool hasNews)
{
    if (!advance(nowNs, m_newestNs, hasNews))
        return;
    fitSizes();
    replot(QCustomPlot::rpQueuedReplot);
}

void SizePlot::fitSizes()
{
    const double top = std::max({m_largest, double(m_maxPayload), UsualTop});
    yAxis->setRange(SmallestShown, top * Headroom);
    m_ticker->fit(yAxis->range(), axisRect()->height());
}

void SizePlot::setMaxPayload(quint64 bytes)
{
    m_maxPayload = bytes;
    m_limitLine->setVisible(bytes > 0);
    m_limitLabel->setVisible(bytes > 0);
    m_limitLabel->setText(tr("maxPayload %1 (%2 B)").arg(formatBytes(bytes), grouped(bytes)));
    m_limitLine->point1->setCoords(0, double(bytes));
    m_limitLine->point2->setCoords(1, double(bytes));
    m_limitLabel->position->setCoords(0, double(bytes));
    fitSizes();
    replot(QCustomPlot::rpQueuedReplot);
}

void SizePlot::clear()
{
    for (Points *points : {&m_received, &m_sent, &m_refused}) {
        points->graph->data()->clear();
        points->rows.clear();
        points->sizes.clear();
    }
    m_largest = 0;
    m_newestNs = -1;
    fitSizes();
    replot(QCustomPlot::rpQueuedReplot);
}

void SizePlot::restylePoints()
{
    const Theme &theme = Theme::current();
    m_received.graph->setScatterStyle({QCPScatterStyle::ssDisc, theme.textFrame, DotSize});
    m_sent.graph->setScatterStyle({QCPScatterStyle::ssDisc, theme.accent, DotSize});
    m_refused.graph->setScatterStyle(
        {QCPScatterStyle::ssCross, QPen(theme.error, 2), Qt::NoBrush, RefusedSize});
    m_limitLine->setPen(QPen(theme.close, 1, Qt::DashLine));
    QFont font = fixedFont();
    font.setPixelSize(LabelPixels);
    m_limitLabel->setFont(font);
    m_limitLabel->setColor(theme.close);
    m_limitLabel->setBrush(theme.panel); // readable over points
}

void SizePlot::clickPoint(QCPAbstractPlottable *plottable, int index)
{
    for (const Points *points : {&m_received, &m_sent, &m_refused}) {
        if (points->graph == plottable && index >= 0 && size_t(index) < points->rows.size())
            emit rowClicked(points->rows[size_t(index)]);
    }
}

} // namespace sockscope
