// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/throughputview.h"

#include "app/bench/benchsession.h"
#include "app/text/payloadtext.h"
#include "ui/models/figures.h"
#include "ui/plots/curvesplot.h"
#include "ui/plots/figuretable.h"
#include "ui/timing/plotandtable.h"
#include "ui/views/chip.h"
#include "ui/views/chipchoice.h"

#include <utility>

namespace sockscope {

namespace {

constexpr int FigureWidth = 68;
constexpr qint64 NsPerSecond = 1'000'000'000;
constexpr qint64 RecentSeconds = 5; // that the rates of the table are means of

QList<FigureTableModel::Column> columns()
{
    const QString now = ThroughputView::tr("Per second, mean of the last %1 s").arg(RecentSeconds);
    const QString peak = ThroughputView::tr("The most in one second of the time in view");
    return {{ThroughputView::tr("→ now"), ThroughputView::tr("From the device. %1").arg(now)},
        {ThroughputView::tr("→ peak"), ThroughputView::tr("From the device. %1").arg(peak)},
        {ThroughputView::tr("← now"), ThroughputView::tr("To the device. %1").arg(now)},
        {ThroughputView::tr("← peak"), ThroughputView::tr("To the device. %1").arg(peak)}};
}

double amountOf(const TrafficBin::Way &way, bool inFrames)
{
    return inFrames ? double(way.frames) : double(way.bytes);
}

} // namespace

ThroughputView::ThroughputView(BenchSession *session)
    : TimingView(
        session, {QStringLiteral("throughput"), tr("throughput"), tr("Bytes or frames per second, each way")})
    , m_unit(new ChipChoice({
          {QStringLiteral("bytesPerSecond"), tr("bytes"), tr("Bytes per second, frame headers included")},
          {QStringLiteral("framesPerSecond"), tr("frames"), tr("Frames per second")},
      }))
    , m_together(nullptr)
    , m_plot(new CurvesPlot(Quantity::BytesPerSecond))
    , m_table(new FigureTable(tr("Throughput of each connection"), columns(), FigureWidth))
{
    m_plot->setAccessibleName(tr("Plot of throughput over time"));
    m_plot->setSteps(true);
    addPlot(m_plot);
    m_together = addSwitch(QStringLiteral("together"), tr("sum"), tr("All connections as one curve"), false);
    addControl(m_unit);
    setWords(tr("per second; what was sent is dashed"));
    setBody(new PlotAndTable(m_plot, m_table), tr("No frame has come or gone yet."));
    connect(m_unit, &ChipChoice::chosen, this, [this] {
        m_plot->setQuantity(isInFrames() ? Quantity::FramesPerSecond : Quantity::BytesPerSecond);
        m_plot->drawSoon();
        measureNow();
    });
    connect(m_together, &Chip::toggled, m_plot, &TimePlot::drawSoon);
    connect(m_table, &FigureTable::connectionActivated, this, [this](quint64 connection) {
        if (const auto figures = this->session()->timing().of(connection))
            activateNewest(figures->trafficSeries);
    });
}

bool ThroughputView::isInFrames() const
{
    return m_unit->current() == 1;
}

ScopePlot *ThroughputView::plot() const
{
    return m_plot;
}

QString ThroughputView::rateText(double perSecond) const
{
    if (!isInFrames())
        return formatBytes(quint64(std::llround(perSecond)));
    return perSecond < 10 ? QString::number(perSecond, 'g', 2) : grouped(quint64(std::llround(perSecond)));
}

void ThroughputView::measure()
{
    QList<FigureTableModel::Row> rows;
    for (const auto &[connection, figures] : measured()) {
        if (!figures->trafficSeries.isEmpty())
            rows.append({connection, deviceName(connection), texts(*figures)});
    }
    setEmpty(rows.isEmpty());
    m_table->figures()->setRows(rows);
}

QStringList ThroughputView::texts(const TimingFigures &figures) const
{
    const qint64 endNs = nowNs() / NsPerSecond * NsPerSecond; // of the last whole second
    const QCPRange view = m_plot->xAxis->range();
    const qint64 fromNs = std::max<qint64>(0, std::llround(view.lower * double(NsPerSecond)));
    double receivedNow = 0, sentNow = 0, receivedPeak = 0, sentPeak = 0;
    for (const TrafficBin &bin : figures.trafficSeries.bins(endNs - RecentSeconds * NsPerSecond, endNs)) {
        receivedNow += amountOf(bin.received, isInFrames()) / RecentSeconds;
        sentNow += amountOf(bin.sent, isInFrames()) / RecentSeconds;
    }
    for (const TrafficBin &bin : figures.trafficSeries.bins(fromNs, endNs, m_plot->pixelNs())) {
        receivedPeak = std::max(receivedPeak, amountOf(bin.received, isInFrames()) / bin.widthS);
        sentPeak = std::max(sentPeak, amountOf(bin.sent, isInFrames()) / bin.widthS);
    }
    return {rateText(receivedNow), rateText(receivedPeak), rateText(sentNow), rateText(sentPeak)};
}

void ThroughputView::draw()
{
    const auto all = session()->timing().all();
    const qint64 second = nowNs() / NsPerSecond;
    const bool hasNews = std::exchange(m_second, second) != second;
    if (!m_plot->advance(nowNs(), all->trafficSeries.isEmpty() ? -1 : nowNs(), hasNews))
        return;
    QList<TimeCurve> curves;
    if (m_together->isChecked()) {
        curves = curvesOf(0, tr("all"), *all);
    } else {
        for (const auto &[connection, figures] : measured())
            curves += curvesOf(connection, deviceName(connection), *figures);
    }
    m_plot->setCurves(curves);
}

// The second that has just begun is left out: it would look like a drop.
QList<TimeCurve> ThroughputView::curvesOf(
    quint64 connection, const QString &name, const TimingFigures &figures) const
{
    TimeCurve received{connection, false, QStringLiteral("→ ") + name, {}, {}};
    TimeCurve sent{connection, true, QStringLiteral("← ") + name, {}, {}};
    const auto add = [&](qint64 timeNs, double perSecondReceived, double perSecondSent, quint64 row) {
        received.points.append({TimePlot::seconds(timeNs), perSecondReceived});
        sent.points.append({TimePlot::seconds(timeNs), perSecondSent});
        received.rows.append(row);
        sent.rows.append(row);
    };
    const qint64 endNs = nowNs() / NsPerSecond * NsPerSecond;
    const auto [fromNs, toNs] = m_plot->neededNs();
    qint64 seenNs = -1; // up to here
    quint64 row = 0;
    for (const TrafficBin &bin :
        figures.trafficSeries.bins(fromNs, std::min(toNs, endNs), m_plot->pixelNs())) {
        if (seenNs >= 0 && bin.beginNs() > seenNs)
            add(seenNs, 0, 0, row); // nothing crossed in between
        row = bin.row;
        add(bin.beginNs(), amountOf(bin.received, isInFrames()) / bin.widthS,
            amountOf(bin.sent, isInFrames()) / bin.widthS, row);
        seenNs = std::min(bin.endNs(), endNs);
    }
    if (seenNs >= 0 && seenNs < endNs)
        add(seenNs, 0, 0, row);
    if (seenNs >= 0)
        add(endNs, received.points.last().value, sent.points.last().value, row);
    return {received, sent};
}

void ThroughputView::selectConnection(quint64 connection)
{
    m_plot->choose(connection);
    m_table->selectConnection(connection);
}

void ThroughputView::clear()
{
    m_plot->drawSoon();
    measureNow();
}

} // namespace sockscope
