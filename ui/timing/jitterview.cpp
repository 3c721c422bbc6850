// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/jitterview.h"

#include "app/bench/benchsession.h"
#include "ui/plots/curvesplot.h"
#include "ui/plots/figuretable.h"
#include "ui/timing/plotandtable.h"
#include "ui/timing/timingtexts.h"
#include "ui/views/chipchoice.h"

#include <QStackedWidget>

#include <utility>

namespace sockscope {

namespace {

constexpr int FigureWidth = 48;
constexpr qint64 RecentNs = 60'000'000'000; // in which the newest jitter is looked for

QList<FigureTableModel::Column> columns()
{
    QList<FigureTableModel::Column> all{
        {JitterView::tr("gaps"), JitterView::tr("From one message of the device to the next")},
        {JitterView::tr("mean"), JitterView::tr("Mean gap in milliseconds")}};
    all += percentileColumns(JitterView::tr("gaps"));
    all.append({JitterView::tr("jitter"),
        JitterView::tr("How much gaps differ from the one before, in milliseconds, averaged over some "
                       "sixteen (RFC 3550, 6.4.1)")});
    return all;
}

} // namespace

JitterView::JitterView(BenchSession *session)
    : TimingView(session, {QStringLiteral("jitter"), tr("jitter"), tr("How evenly messages come")})
    , m_choice(new ChipChoice({
          {QStringLiteral("gaps"), tr("gaps"), tr("Time from one message to the next, over time")},
          {QStringLiteral("jitterCurve"), tr("jitter"), tr("How much that differs, over time (RFC 3550)")},
          {QStringLiteral("gapSpread"), tr("spread"), tr("How often which gap came")},
      }))
    , m_overTime(new CurvesPlot(Quantity::Milliseconds))
    , m_spread(new DistributionPlot(Quantity::Milliseconds))
    , m_plots(new QStackedWidget)
    , m_table(new FigureTable(tr("Gaps between messages in milliseconds"), columns(), FigureWidth))
{
    m_spread->setAccessibleName(tr("Plot of how often which gap between messages came"));
    m_overTime->setLogarithmic(true);
    addPlot(m_overTime);
    addPlot(m_spread);
    m_plots->addWidget(m_overTime);
    m_plots->addWidget(m_spread);
    addControl(m_choice);
    setBody(new PlotAndTable(m_plots, m_table),
        tr("No device has sent two messages yet.\nHere is seen how evenly they come."));
    connect(m_choice, &ChipChoice::chosen, this, [this] { show(shown()); });
    connect(m_table, &FigureTable::connectionActivated, this, [this](quint64 connection) {
        if (const auto figures = this->session()->timing().of(connection))
            activateNewest(figures->gapSeries);
    });
    show(Shown::Gaps);
}

JitterView::Shown JitterView::shown() const
{
    return Shown(m_choice->current());
}

void JitterView::show(Shown shown)
{
    const bool isSpread = shown == Shown::Spread;
    m_plots->setCurrentWidget(isSpread ? static_cast<QWidget *>(m_spread) : m_overTime);
    m_overTime->setAccessibleName(shown == Shown::Jitter ? tr("Plot of the jitter of messages over time")
                                                         : tr("Plot of the gaps between messages over time"));
    setWords(isSpread ? tr("share of gaps") : tr("of a device's messages"));
    m_overTime->drawSoon();
    plotChanged();
}

ScopePlot *JitterView::plot() const
{
    return shown() == Shown::Spread ? static_cast<ScopePlot *>(m_spread) : m_overTime;
}

void JitterView::measure()
{
    std::vector<Distribution> distributions;
    QList<DistributionPlot::Marker> markers;
    QList<FigureTableModel::Row> rows;
    for (const auto &[connection, figures] : measured()) {
        const LogHistogram &gaps = figures->gaps;
        if (gaps.count() == 0)
            continue;
        const QString device = deviceName(connection);
        distributions.push_back({connection, false, device, distributionBins(gaps, MsPerNs)});
        if (markers.isEmpty() || connection == m_chosen)
            markers = percentileMarkers(gaps, MsPerNs);
        QStringList texts{countFigure(gaps.count()), millisecondsFigure(qRound64(gaps.mean()))};
        for (const qint64 value : gaps.percentiles(ShownPercents))
            texts.append(millisecondsFigure(value));
        texts.append(millisecondsFigure(jitterOf(connection, *figures)));
        rows.append({connection, device, texts});
    }
    setEmpty(rows.isEmpty());
    m_table->figures()->setRows(rows);
    m_spread->setDistributions(std::move(distributions), markers);
}

qint64 JitterView::jitterOf(quint64 connection, const TimingFigures &figures)
{
    const auto recent = figures.gapSeries.bins(nowNs() - RecentNs, nowNs() + 1);
    if (!recent.isEmpty())
        m_jitters[connection] = recent.last().jitterNs;
    const auto found = m_jitters.find(connection);
    return found == m_jitters.end() ? -1 : found->second;
}

void JitterView::draw()
{
    if (shown() == Shown::Spread)
        return; // drawn as it is measured
    const auto all = session()->timing().all();
    const quint64 before = std::exchange(m_messages, all->sizesReceived.count());
    const qint64 newestNs = m_messages == 0 ? -1 : nowNs();
    if (!m_overTime->advance(nowNs(), newestNs, m_messages != before))
        return;
    QList<TimeCurve> curves;
    for (const auto &[connection, figures] : measured()) {
        if (!figures->gapSeries.isEmpty())
            curves.append(curveOf(connection, *figures));
    }
    m_overTime->setCurves(curves);
}

// Of the gaps in a stretch of time the least and the greatest.
TimeCurve JitterView::curveOf(quint64 connection, const TimingFigures &figures) const
{
    TimeCurve curve{connection, false, deviceName(connection), {}, {}};
    const bool isJitter = shown() == Shown::Jitter;
    const auto add = [&curve](qint64 timeNs, qint64 nanoseconds, quint64 row) {
        curve.points.append({TimePlot::seconds(timeNs), double(nanoseconds) * MsPerNs});
        curve.rows.append(row);
    };
    const auto [fromNs, toNs] = m_overTime->neededNs();
    for (const GapBin &bin :
        figures.gapSeries.bins(fromNs, std::min(toNs, nowNs() + 1), m_overTime->pixelNs())) {
        const qint64 middleNs = (bin.beginNs() + bin.endNs()) / 2;
        if (isJitter) {
            add(std::min(middleNs, nowNs()), bin.jitterNs, bin.row);
            continue;
        }
        add(bin.beginNs(), bin.min, bin.row);
        if (bin.max > bin.min)
            add(std::min(middleNs, nowNs()), bin.max, bin.row);
    }
    return curve;
}

void JitterView::selectConnection(quint64 connection)
{
    m_chosen = connection;
    m_overTime->choose(connection);
    m_spread->choose(connection);
    m_table->selectConnection(connection);
    if (!isPaused())
        measureNow();
}

void JitterView::clear()
{
    m_jitters.clear();
    m_overTime->drawSoon();
    measureNow();
}

} // namespace sockscope
