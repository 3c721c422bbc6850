// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/histogramview.h"

#include "app/bench/benchsession.h"
#include "ui/plots/figuretable.h"
#include "ui/timing/plotandtable.h"
#include "ui/timing/timingtexts.h"

namespace sockscope {

namespace {

constexpr int FigureWidth = 48;

QList<FigureTableModel::Column> columns()
{
    const QString milliseconds = HistogramView::tr("Round trip in milliseconds");
    QList<FigureTableModel::Column> all{{HistogramView::tr("pings"), HistogramView::tr("That were answered")},
        {HistogramView::tr("mean"), HistogramView::tr("Mean round trip in milliseconds")}};
    all += percentileColumns(HistogramView::tr("round trips"));
    all.append({HistogramView::tr("max"), milliseconds});
    return all;
}

} // namespace

HistogramView::HistogramView(BenchSession *session)
    : TimingView(
        session, {QStringLiteral("histogram"), tr("histogram"), tr("How often which round trip came")})
    , m_plot(new DistributionPlot(Quantity::Milliseconds))
    , m_table(new FigureTable(tr("Percentiles of round trips in milliseconds"), columns(), FigureWidth))
{
    m_plot->setAccessibleName(tr("Plot of how often which round trip came"));
    addPlot(m_plot);
    setBody(new PlotAndTable(m_plot, m_table), noPingWords());
    connect(m_table, &FigureTable::connectionActivated, this, [this](quint64 connection) {
        if (const auto figures = this->session()->timing().of(connection))
            activateNewest(figures->rttSeries);
    });
}

ScopePlot *HistogramView::plot() const
{
    return m_plot;
}

void HistogramView::measure()
{
    std::vector<Distribution> distributions;
    QList<DistributionPlot::Marker> markers;
    QList<FigureTableModel::Row> rows;
    for (const auto &[connection, figures] : measured()) {
        const LogHistogram &rtts = figures->rtts;
        if (rtts.count() == 0)
            continue;
        const QString device = deviceName(connection);
        distributions.push_back({connection, false, device, distributionBins(rtts, MsPerNs)});
        if (markers.isEmpty() || connection == m_chosen)
            markers = percentileMarkers(rtts, MsPerNs);
        QStringList texts{countFigure(rtts.count()), millisecondsFigure(qRound64(rtts.mean()))};
        for (const qint64 value : rtts.percentiles(ShownPercents))
            texts.append(millisecondsFigure(value));
        texts.append(millisecondsFigure(rtts.max()));
        rows.append({connection, device, texts});
    }
    setEmpty(rows.isEmpty());
    setWords(rows.size() > 1 ? tr("share of pings, percentiles of the selected one") : tr("share of pings"));
    m_table->figures()->setRows(rows);
    m_plot->setDistributions(std::move(distributions), markers);
}

void HistogramView::selectConnection(quint64 connection)
{
    m_chosen = connection;
    m_plot->choose(connection);
    m_table->selectConnection(connection);
    if (!isPaused())
        measureNow();
}

} // namespace sockscope
