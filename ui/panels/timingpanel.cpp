// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/timingpanel.h"

#include "app/bench/benchsession.h"
#include "ui/panels/fieldcurves.h"
#include "ui/plots/fieldplot.h"
#include "ui/plots/plottable.h"
#include "ui/plots/rttplot.h"
#include "ui/plots/rtttablemodel.h"
#include "ui/theme/theme.h"
#include "ui/views/chip.h"
#include "ui/views/chipchoice.h"
#include "ui/views/panelheader.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedLayout>
#include <QTableView>
#include <QVBoxLayout>

#include <array>

namespace sockscope {

namespace {

enum Page { EmptyPage, MeasuredPage };
enum View { RoundTrips, Fields };

constexpr std::array IntervalsMs{0, 200, 500, 1000, 2000, 5000, 10'000};
constexpr qint64 TableEveryMs = 250;
constexpr int FigureWidth = 48;

QString intervalText(int milliseconds)
{
    if (milliseconds == 0)
        return QObject::tr("off");
    return QObject::tr("%1 s").arg(milliseconds / 1000.0);
}

} // namespace

TimingPanel::TimingPanel(BenchSession *session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_header(new PanelHeader(tr("Timing")))
    , m_view(new ChipChoice({
          {QStringLiteral("roundTrips"), tr("RTT"), tr("Ping round trips")},
          {QStringLiteral("fields"), tr("fields"), tr("Numbers in payloads that you chose to plot")},
      }))
    , m_pinging(new QWidget)
    , m_interval(new QComboBox)
    , m_logarithmic(new Chip(tr("log"), Chip::Look::Tab))
    , m_live(new Chip(tr("live"), Chip::Look::Tab, &Theme::accent))
    , m_plot(new RttPlot)
    , m_model(new RttTableModel(this))
    , m_table(buildTable())
    , m_pages(new QStackedLayout)
    , m_fields(new FieldCurves(session))
    , m_views(new QStackedLayout)
{
    buildHeader();
    m_views->insertWidget(RoundTrips, buildRoundTrips());
    m_views->insertWidget(Fields, m_fields);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addLayout(m_views, 1);
    connect(m_fields, &FieldCurves::rowActivated, this, &TimingPanel::rowActivated);
    showView(RoundTrips);
}

QWidget *TimingPanel::buildRoundTrips()
{
    auto *empty = new QLabel(m_session->isSaved()
            ? tr("No ping was answered.")
            : tr("No ping has been answered yet.\nChoose how often to ping every device above."));
    empty->setProperty("role", QStringLiteral("muted"));
    empty->setTextFormat(Qt::PlainText);
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    m_pages->insertWidget(EmptyPage, empty);
    m_pages->insertWidget(MeasuredPage, buildBody());
    connect(m_plot, &RttPlot::pointClicked, this, [this](quint64 connection, qint64 timeNs) {
        if (const RttSample *sample = m_curves.nearest(connection, timeNs))
            emit rowActivated(sample->row);
    });
    auto *page = new QWidget;
    page->setLayout(m_pages);
    return page;
}

void TimingPanel::buildHeader()
{
    for (const int milliseconds : IntervalsMs)
        m_interval->addItem(intervalText(milliseconds), milliseconds);
    m_interval->setObjectName(QStringLiteral("pingInterval"));
    m_interval->setAccessibleName(tr("Ping every"));
    m_interval->setToolTip(tr("How often every open connection is sent a ping"));
    m_interval->setFixedHeight(22);
    m_logarithmic->setChecked(m_plot->isLogarithmic());
    m_logarithmic->setToolTip(tr("Logarithmic axis: slow and fast devices in one picture"));
    m_live->setObjectName(QStringLiteral("live"));
    m_live->setChecked(m_plot->isLive());
    m_live->setToolTip(
        tr("Slide along with the clock. Dragging or zooming the plot stops it, a double click starts it"));
    auto *label = new QLabel(tr("ping every"));
    label->setProperty("role", QStringLiteral("muted"));
    label->setTextFormat(Qt::PlainText);
    label->setBuddy(m_interval);
    auto *pinging = new QHBoxLayout(m_pinging);
    pinging->setContentsMargins(0, 0, 0, 0);
    pinging->addWidget(label);
    pinging->addWidget(m_interval);
    m_header->addControl(m_pinging);
    m_header->addControl(m_logarithmic);
    m_header->addControl(m_live);
    m_header->addControl(m_view);
    connect(m_interval, &QComboBox::activated, this,
        [this] { emit pingIntervalChanged(m_interval->currentData().toInt()); });
    connect(m_logarithmic, &Chip::toggled, m_plot, &RttPlot::setLogarithmic);
    connect(m_live, &Chip::toggled, this, [this](bool live) { shownPlot()->setLive(live); });
    for (TimePlot *plot : {static_cast<TimePlot *>(m_plot), static_cast<TimePlot *>(m_fields->plot())}) {
        connect(plot, &TimePlot::liveChanged, this, [this] { m_live->setChecked(shownPlot()->isLive()); });
    }
    connect(m_view, &ChipChoice::chosen, this, &TimingPanel::showView);
}

QWidget *TimingPanel::buildBody()
{
    auto *body = new QWidget;
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(4, 0, 0, 4);
    layout->setSpacing(4);
    layout->addWidget(m_plot, 3);
    layout->addWidget(m_table, 2);
    return body;
}

QTableView *TimingPanel::buildTable()
{
    QTableView *table = makePlotTable(m_model, FigureWidth);
    table->setAccessibleName(tr("Round trips in milliseconds"));
    connect(table, &QTableView::clicked, this, [this](const QModelIndex &index) {
        const auto &curves = m_curves.byConnection();
        if (const auto curve = curves.find(m_model->connectionAt(index.row())); curve != curves.end())
            emit rowActivated(curve->second.samples.back().row);
    });
    return table;
}

TimePlot *TimingPanel::shownPlot() const
{
    if (m_view->current() == Fields)
        return m_fields->plot();
    return m_plot;
}

void TimingPanel::showView(int view)
{
    const bool isRoundTrips = view == RoundTrips;
    m_views->setCurrentIndex(view);
    m_header->setWords(isRoundTrips ? QString() : tr("payload fields")); // beside so many controls
    m_pinging->setVisible(isRoundTrips && !m_session->isSaved()); // there nobody is to be pinged
    m_logarithmic->setVisible(isRoundTrips);
    m_live->setChecked(shownPlot()->isLive());
}

void TimingPanel::plotField(const FieldSource &source)
{
    m_fields->add(source);
    m_view->choose(Fields);
    showView(Fields);
}

void TimingPanel::refresh()
{
    m_fields->refresh();
    refreshRoundTrips();
}

void TimingPanel::refreshRoundTrips()
{
    const QList<RttSample> fresh = m_session->rtts().takeSince(&m_nextSample);
    m_curves.add(fresh);
    if (!isVisible())
        return;
    m_pages->setCurrentIndex(m_curves.byConnection().empty() ? EmptyPage : MeasuredPage);
    m_plot->refresh(m_curves, m_session->capture().now(), !fresh.isEmpty());
    if (!m_tableAge.isValid() || m_tableAge.elapsed() >= TableEveryMs)
        refreshTable();
}

void TimingPanel::refreshTable()
{
    m_tableAge.start();
    m_curves.summarizeAll();
    QList<RttTableModel::Row> rows;
    for (const auto &[connection, curve] : m_curves.byConnection()) {
        const auto stats = m_session->connections().find(connection);
        rows.append({connection, stats ? stats->device : QStringLiteral("#%1").arg(connection), curve.summary,
            stats ? stats->pingsLost : 0});
    }
    m_model->setRows(rows);
}

void TimingPanel::selectConnection(quint64 connection)
{
    m_plot->choose(connection);
    const int row = m_model->rowOf(connection);
    if (row >= 0)
        m_table->selectRow(row);
    else
        m_table->clearSelection();
}

void TimingPanel::setPingInterval(int milliseconds)
{
    int index = m_interval->findData(milliseconds);
    if (index < 0) {
        m_interval->addItem(intervalText(milliseconds), milliseconds);
        index = m_interval->count() - 1;
    }
    m_interval->setCurrentIndex(index);
}

void TimingPanel::clear()
{
    m_session->rtts().takeSince(&m_nextSample);
    m_curves.clear();
    m_model->setRows({});
    m_pages->setCurrentIndex(EmptyPage);
    m_fields->restart();
}

} // namespace sockscope
