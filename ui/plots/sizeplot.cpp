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
    , m_received(addPoints(tr("received")))
    , m_sent(addPoints(tr("sent")))
    , m_refused(addPoints(tr("over the limit")))
    , m_limitLine(new QCPItemStraightLine(this))
    , m_limitLabel(new QCPItemText(this))
{
    setAccessibleName(tr("Plot of message sizes over time"));
    yAxis->setScaleType(QCPAxis::stLogarithmic);
    yAxis->setTicker(QSharedPointer<QCPAxisTicker>(new LogTicker(Quantity::Bytes)));
    m_limitLabel->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_limitLabel->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
    m_limitLabel->position->setTypeY(QCPItemPosition::ptPlotCoords);
    m_limitLabel->setPadding(QMargins(4, 1, 4, 0));
    connect(this, &TimePlot::restyled, this, &SizePlot::restylePoints);
    restylePoints();
    setMaxPayload(0);
}

SizePlot::Points SizePlot::addPoints(const QString &name)
{
    Points points;
    points.graph = addCurve(name);
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
    points.held.push_back({sample.timeNs, bytes, sample.row});
    if (points.held.size() > MaxPoints)
        points.held.pop_front();
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
    for (const Points *points : {&m_received, &m_sent, &m_refused})
        showPoints(*points);
    fitSizes();
    replot(QCustomPlot::rpQueuedReplot);
}

void SizePlot::showPoints(const Points &points)
{
    QVector<QCPGraphData> shown;
    QList<quint64> rows;
    for (const Point &point : points.held) {
        shown.append({seconds(point.timeNs), point.bytes});
        rows.append(point.row);
    }
    setPoints(points.graph, shown, rows);
}

void SizePlot::fitSizes()
{
    const double top = std::max({m_largest, double(m_maxPayload), UsualTop});
    yAxis->setRange(SmallestShown, top * Headroom);
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
        setPoints(points->graph, {}, {});
        points->held.clear();
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
    m_received.graph->setPen(QPen(theme.textFrame)); // as the cursor names it
    m_sent.graph->setScatterStyle({QCPScatterStyle::ssDisc, theme.accent, DotSize});
    m_sent.graph->setPen(QPen(theme.accent));
    m_refused.graph->setPen(QPen(theme.error));
    m_refused.graph->setScatterStyle(
        {QCPScatterStyle::ssCross, QPen(theme.error, 2), Qt::NoBrush, RefusedSize});
    m_limitLine->setPen(QPen(theme.close, 1, Qt::DashLine));
    QFont font = fixedFont();
    font.setPixelSize(LabelPixels);
    m_limitLabel->setFont(font);
    m_limitLabel->setColor(theme.close);
    m_limitLabel->setBrush(theme.panel); // readable over points
}

QString SizePlot::valueText(double value) const
{
    return quantityText(Quantity::Bytes, value);
}

QString SizePlot::valueHeader() const
{
    return quantityHeader(Quantity::Bytes);
}

} // namespace sockscope
