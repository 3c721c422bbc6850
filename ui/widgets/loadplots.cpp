// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/loadplots.h"

#include "ui/plots/curvesplot.h"
#include "ui/timing/timingtexts.h"
#include "ui/views/chipchoice.h"

#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace sockscope {

namespace {

enum Page { Rate, Echoes, Spread };

constexpr quint64 Curve = 1; // there is one run: its number among the colours
constexpr int PlotHeight = 130;
constexpr qint64 DrawEveryMs = 200;
constexpr qint64 NsPerSecond = 1'000'000'000;

// The second that has just begun is left out: it would look like a drop.
qint64 wholeSeconds(const LoadFigures &figures)
{
    return figures.elapsedNs / NsPerSecond * NsPerSecond;
}

} // namespace

LoadPlots::LoadPlots(QWidget *parent)
    : QWidget(parent)
    , m_choice(new ChipChoice({
          {QStringLiteral("loadRatePlot"), tr("rate"), tr("Messages a second, those that came back dashed")},
          {QStringLiteral("loadEchoPlot"), tr("answers"),
              tr("How long answers took: mean, and the longest dashed")},
          {QStringLiteral("loadSpreadPlot"), tr("spread"), tr("How often an answer took how long")},
      }))
    , m_pages(new QStackedWidget)
    , m_rate(new CurvesPlot(Quantity::FramesPerSecond))
    , m_echoes(new CurvesPlot(Quantity::Milliseconds))
    , m_spread(new DistributionPlot(Quantity::Milliseconds))
{
    m_rate->setAccessibleName(tr("Plot of messages a second"));
    m_rate->setSteps(true);
    m_echoes->setObjectName(QStringLiteral("loadEchoCurves"));
    m_echoes->setAccessibleName(tr("Plot of how long answers took"));
    m_spread->setObjectName(QStringLiteral("loadSpreadCurves"));
    m_spread->setAccessibleName(tr("Plot of how often an answer took how long"));
    m_pages->insertWidget(Rate, m_rate);
    m_pages->insertWidget(Echoes, m_echoes);
    m_pages->insertWidget(Spread, m_spread);
    m_pages->setMinimumHeight(PlotHeight);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 0, 0, 4);
    layout->setSpacing(4);
    layout->addWidget(m_choice, 0, Qt::AlignLeft);
    layout->addWidget(m_pages, 1);
    connect(m_choice, &ChipChoice::chosen, this, [this](int page) {
        m_pages->setCurrentIndex(page);
        draw();
    });
}

void LoadPlots::setFigures(std::shared_ptr<const LoadFigures> figures)
{
    m_figures = std::move(figures);
    for (CurvesPlot *plot : {m_rate, m_echoes})
        plot->goHome();
    draw();
}

void LoadPlots::refresh()
{
    const bool hasNews = m_figures && m_figures->elapsedNs != m_drawnNs;
    if (hasNews && (!m_sinceDrawn.isValid() || m_sinceDrawn.elapsed() >= DrawEveryMs))
        draw();
}

void LoadPlots::draw()
{
    if (!m_figures || !isVisible())
        return;
    m_sinceDrawn.start();
    m_drawnNs = m_figures->elapsedNs;
    if (m_pages->currentIndex() == Rate)
        drawRate();
    else if (m_pages->currentIndex() == Echoes)
        drawEchoes();
    else
        drawSpread();
}

void LoadPlots::drawRate()
{
    const qint64 endNs = wholeSeconds(*m_figures);
    m_rate->drawSoon();
    m_rate->advance(endNs, endNs, true);
    const auto [fromNs, toNs] = m_rate->neededNs();
    TimeCurve sent{Curve, false, tr("sent"), {}, {}};
    TimeCurve received{Curve, true, tr("back"), {}, {}};
    for (const TrafficBin &bin :
        m_figures->timing.trafficSeries.bins(fromNs, std::min(toNs, endNs), m_rate->pixelNs())) {
        const double time = TimePlot::seconds(bin.beginNs());
        sent.points.append({time, bin.perSecond(bin.sent.messages)});
        received.points.append({time, bin.perSecond(bin.received.messages)});
    }
    m_rate->setCurves({sent, received});
}

void LoadPlots::drawEchoes()
{
    const qint64 endNs = wholeSeconds(*m_figures);
    m_echoes->drawSoon();
    m_echoes->advance(endNs, endNs, true);
    const auto [fromNs, toNs] = m_echoes->neededNs();
    TimeCurve mean{Curve, false, tr("mean"), {}, {}};
    TimeCurve longest{Curve, true, tr("longest"), {}, {}};
    for (const RttBin &bin :
        m_figures->timing.rttSeries.bins(fromNs, std::min(toNs, endNs), m_echoes->pixelNs())) {
        const double time = TimePlot::seconds(bin.beginNs());
        mean.points.append({time, bin.mean() * MsPerNs});
        longest.points.append({time, double(qint64(bin.max)) * MsPerNs});
    }
    m_echoes->setCurves({mean, longest});
}

void LoadPlots::drawSpread()
{
    const LogHistogram &echoes = m_figures->timing.rtts;
    std::vector<Distribution> distributions;
    QList<DistributionPlot::Marker> markers;
    if (echoes.count() > 0) {
        distributions.push_back({Curve, false, tr("answers"), distributionBins(echoes, MsPerNs)});
        markers = percentileMarkers(echoes, MsPerNs);
    }
    m_spread->setDistributions(std::move(distributions), markers);
}

} // namespace sockscope
