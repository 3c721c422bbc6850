// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/rttview.h"

#include "app/bench/benchsession.h"
#include "ui/plots/curvesplot.h"
#include "ui/plots/figuretable.h"
#include "ui/timing/plotandtable.h"
#include "ui/timing/timingtexts.h"
#include "ui/views/chip.h"

#include <QVBoxLayout>

#include <utility>

namespace sockscope {

namespace {

constexpr qint64 NsPerSecond = 1'000'000'000;
constexpr int FigureWidth = 44;
constexpr int LostFigure = 6;

QList<FigureTableModel::Column> columns()
{
    const QString milliseconds = RttView::tr("Round trip in milliseconds");
    QList<FigureTableModel::Column> all{
        {RttView::tr("last"), milliseconds}, {RttView::tr("min"), milliseconds}};
    all += percentileColumns(RttView::tr("round trips"));
    all.append({RttView::tr("max"), milliseconds});
    all.append({RttView::tr("lost"), RttView::tr("Pings that were never answered")});
    return all;
}

} // namespace

RttView::RttView(BenchSession *session)
    : TimingView(session, {QStringLiteral("rtt"), tr("RTT"), tr("Ping round trips over time")})
    , m_plot(new CurvesPlot(Quantity::Milliseconds))
    , m_table(new FigureTable(tr("Round trips in milliseconds"), columns(), FigureWidth))
{
    m_plot->setAccessibleName(tr("Plot of ping round trips over time"));
    m_plot->setLogarithmic(true);
    addPlot(m_plot);
    Chip *logarithmic = addSwitch(QStringLiteral("log"), tr("log"),
        tr("Logarithmic axis: slow and fast devices in one picture"), m_plot->isLogarithmic());
    connect(logarithmic, &Chip::toggled, m_plot, &CurvesPlot::setLogarithmic);
    setBody(new PlotAndTable(m_plot, m_table), noPingWords());
    connect(m_table, &FigureTable::connectionActivated, this, [this](quint64 connection) {
        if (const auto figures = this->session()->timing().of(connection))
            activateNewest(figures->rttSeries);
    });
}

ScopePlot *RttView::plot() const
{
    return m_plot;
}

void RttView::take()
{
    const QList<RttSample> fresh = session()->rtts().takeSince(&m_nextSample);
    m_samples.add(fresh);
    m_hasNews |= !fresh.isEmpty();
}

void RttView::measure()
{
    QList<FigureTableModel::Row> rows;
    for (const auto &[connection, figures] : measured()) {
        const LogHistogram &rtts = figures->rtts;
        if (rtts.count() == 0)
            continue;
        const auto stats = session()->connections().find(connection);
        QStringList texts{millisecondsFigure(rtts.last()), millisecondsFigure(rtts.min())};
        for (const qint64 value : rtts.percentiles(ShownPercents))
            texts.append(millisecondsFigure(value));
        texts.append(millisecondsFigure(rtts.max()));
        texts.append(countFigure(stats ? stats->pingsLost : 0));
        rows.append(
            {connection, deviceName(connection), texts, stats && stats->pingsLost > 0 ? LostFigure : -1});
    }
    m_table->figures()->setRows(rows);
    setEmpty(rows.isEmpty());
    showClock();
}

void RttView::showClock()
{
    int kernel = 0;
    int all = 0;
    for (const auto &[connection, curve] : m_samples.byConnection()) {
        kernel += curve.samples.back().source == RttSource::Kernel ? 1 : 0;
        ++all;
    }
    if (all == 0)
        setWords({});
    else if (kernel == all)
        setWords(tr("by the kernel's clock"),
            tr("From when the kernel sent a ping to when it received the pong: this program's own delays "
               "are not in it"));
    else if (kernel == 0)
        setWords(tr("by this program's clock"),
            tr("The kernel gives no time stamps for these connections (TLS, or not Linux): how long this "
               "program took to get to the pong is in it"));
    else
        setWords(tr("by the kernel's clock: %1 of %2").arg(kernel).arg(all),
            tr("The others are measured by this program's clock: the kernel gives no time stamps for them"));
}

void RttView::draw()
{
    if (!m_plot->advance(nowNs(), m_samples.newestNs(), std::exchange(m_hasNews, false)))
        return;
    QList<TimeCurve> curves;
    for (const auto &[connection, figures] : measured()) {
        if (!figures->rttSeries.isEmpty())
            curves.append(curveOf(connection, *figures));
    }
    m_plot->setCurves(curves);
}

// Each round trip for as long as they can be told apart and are held, else the least and the greatest of a
// stretch of time.
TimeCurve RttView::curveOf(quint64 connection, const TimingFigures &figures) const
{
    TimeCurve curve{connection, false, deviceName(connection), {}, {}};
    const auto [fromNs, toNs] = m_plot->neededNs();
    const qint64 pixelNs = m_plot->pixelNs();
    const bool isClose = 2 * pixelNs < NsPerSecond;
    const qint64 samplesFromNs = isClose ? firstSampleNs(connection) : std::numeric_limits<qint64>::max();
    const auto add = [&curve](qint64 timeNs, qint64 rttNs, quint64 row) {
        curve.points.append({TimePlot::seconds(timeNs), double(rttNs) * MsPerNs});
        curve.rows.append(row);
    };
    for (const RttBin &bin : figures.rttSeries.bins(fromNs, std::min(toNs, nowNs() + 1), pixelNs)) {
        if (bin.endNs() > samplesFromNs)
            break;
        add(bin.beginNs(), bin.min, bin.row);
        if (bin.max > bin.min)
            add((bin.beginNs() + bin.endNs()) / 2, bin.max, bin.row);
    }
    if (isClose)
        addSamples(&curve);
    return curve;
}

qint64 RttView::firstSampleNs(quint64 connection) const
{
    const auto found = m_samples.byConnection().find(connection);
    return found == m_samples.byConnection().end() ? std::numeric_limits<qint64>::max()
                                                   : found->second.samples.front().timeNs;
}

void RttView::addSamples(TimeCurve *curve) const
{
    const auto found = m_samples.byConnection().find(curve->connection);
    if (found == m_samples.byConnection().end())
        return;
    const auto [fromNs, toNs] = m_plot->neededNs();
    const auto &samples = found->second.samples;
    for (auto sample = std::ranges::lower_bound(samples, fromNs, {}, &RttSample::timeNs);
         sample != samples.end() && sample->timeNs <= toNs; ++sample) {
        curve->points.append({TimePlot::seconds(sample->timeNs), double(sample->rttNs) * MsPerNs});
        curve->rows.append(sample->row);
    }
}

void RttView::selectConnection(quint64 connection)
{
    m_plot->choose(connection);
    m_table->selectConnection(connection);
}

void RttView::clear()
{
    session()->rtts().takeSince(&m_nextSample);
    m_samples.clear();
    m_hasNews = true;
    measureNow();
}

} // namespace sockscope
