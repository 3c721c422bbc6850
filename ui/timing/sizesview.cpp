// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/sizesview.h"

#include "app/bench/benchsession.h"
#include "app/text/payloadtext.h"
#include "ui/models/figures.h"
#include "ui/plots/figuretable.h"
#include "ui/plots/sizeplot.h"
#include "ui/theme/theme.h"
#include "ui/timing/plotandtable.h"
#include "ui/timing/timingtexts.h"
#include "ui/views/chipchoice.h"
#include "ui/widgets/runlabel.h"

#include <QEvent>
#include <QListWidget>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace sockscope {

namespace {

constexpr int RowRole = Qt::UserRole;
constexpr int ListHeight = 32; // two rows; it scrolls
constexpr int FigureWidth = 64;

QList<FigureTableModel::Column> columns()
{
    return {{SizesView::tr("→ msgs"), SizesView::tr("Messages from the device")},
        {SizesView::tr("→ p50"), SizesView::tr("Median size of a message from the device")},
        {SizesView::tr("→ max"), SizesView::tr("Largest message from the device")},
        {SizesView::tr("← msgs"), SizesView::tr("Messages to the device")},
        {SizesView::tr("← max"), SizesView::tr("Largest message to the device")}};
}

QString sizeText(qint64 bytes)
{
    return bytes < 0 ? QStringLiteral("–") : formatBytes(quint64(bytes));
}

QString largestText(quint64 count, quint64 bytes)
{
    return count == 0 ? QStringLiteral("–") : formatBytes(bytes);
}

} // namespace

SizesView::SizesView(BenchSession *session)
    : TimingView(session, {QStringLiteral("sizes"), tr("sizes"), tr("Message sizes against maxPayload")})
    , m_sizes(&session->capture())
    , m_choice(new ChipChoice({
          {QStringLiteral("sizesOverTime"), tr("time"), tr("Each message over time")},
          {QStringLiteral("sizeSpread"), tr("spread"), tr("How often which size came")},
      }))
    , m_overTime(new SizePlot)
    , m_spread(new DistributionPlot(Quantity::Bytes))
    , m_table(new FigureTable(tr("Sizes of messages"), columns(), FigureWidth))
    , m_views(new QStackedWidget)
    , m_figures(new RunLabel)
    , m_rule(new RunLabel)
    , m_list(new QListWidget)
{
    m_spread->setAccessibleName(tr("Plot of how often which size of a message came"));
    addPlot(m_overTime);
    addPlot(m_spread);
    m_views->addWidget(buildOverTime());
    m_views->addWidget(new PlotAndTable(m_spread, m_table));
    addControl(m_choice);
    setBody(m_views, QString());
    setEmpty(false); // the limit is worth seeing before the first message
    connect(m_choice, &ChipChoice::chosen, this, &SizesView::showChosen);
    connect(m_table, &FigureTable::connectionActivated, this, [this](quint64 connection) {
        if (const auto figures = this->session()->timing().of(connection))
            activateNewest(figures->trafficSeries);
    });
    setMaxPayload(session->settings().maxPayload);
    showChosen();
    showSums();
}

QWidget *SizesView::buildOverTime()
{
    m_figures->setObjectName(QStringLiteral("sizeFigures"));
    m_rule->setObjectName(QStringLiteral("brokenRule"));
    m_list->setObjectName(QStringLiteral("refusedMessages"));
    m_list->setAccessibleName(tr("Messages over the limit"));
    m_list->setFont(fixedFont());
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFixedHeight(ListHeight);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_list, &QListWidget::itemClicked, this, &SizesView::activateItem);
    connect(m_list, &QListWidget::itemActivated, this, &SizesView::activateItem);
    auto *figures = new QVBoxLayout;
    figures->setContentsMargins(8, 4, 8, 4);
    figures->setSpacing(4);
    figures->addWidget(m_figures);
    figures->addWidget(m_rule);
    figures->addWidget(m_list);
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(4, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_overTime, 1);
    layout->addLayout(figures);
    return page;
}

bool SizesView::isSpread() const
{
    return m_choice->current() == 1;
}

void SizesView::showChosen()
{
    m_views->setCurrentIndex(m_choice->current());
    setWords(isSpread() ? tr("share of messages; ← to the device, dashed") : tr("each message"));
    plotChanged();
}

ScopePlot *SizesView::plot() const
{
    return isSpread() ? static_cast<ScopePlot *>(m_spread) : m_overTime;
}

void SizesView::take()
{
    const QList<SizeSample> fresh = m_sizes.take();
    m_overTime->add(fresh);
    for (const SizeSample &sample : fresh)
        count(sample);
    if (!fresh.isEmpty())
        showSums();
    m_hasNews |= !fresh.isEmpty();
}

void SizesView::draw()
{
    if (!isSpread())
        m_overTime->refresh(nowNs(), std::exchange(m_hasNews, false));
}

void SizesView::measure()
{
    std::vector<Distribution> distributions;
    QList<FigureTableModel::Row> rows;
    for (const auto &[connection, figures] : measured()) {
        const LogHistogram &received = figures->sizesReceived;
        const LogHistogram &sent = figures->sizesSent;
        if (received.count() + sent.count() == 0)
            continue;
        const QString device = deviceName(connection);
        if (received.count() > 0)
            distributions.push_back(
                {connection, false, QStringLiteral("→ ") + device, distributionBins(received, 1)});
        if (sent.count() > 0)
            distributions.push_back(
                {connection, true, QStringLiteral("← ") + device, distributionBins(sent, 1)});
        rows.append({connection, device,
            {countFigure(received.count()), sizeText(received.percentile(50)), sizeText(received.max()),
                countFigure(sent.count()), sizeText(sent.max())}});
    }
    QList<DistributionPlot::Marker> markers;
    if (m_maxPayload > 0)
        markers.append({double(m_maxPayload), tr("maxPayload %1").arg(formatBytes(m_maxPayload)),
            Theme::current().close});
    m_table->figures()->setRows(rows);
    m_spread->setDistributions(std::move(distributions), markers);
}

void SizesView::count(const SizeSample &sample)
{
    if (sample.tooBig) {
        ++m_sums.refused;
        listRefused(sample);
    } else if (sample.direction == ws::Direction::Received) {
        ++m_sums.received;
        m_sums.largestReceived = qMax(m_sums.largestReceived, sample.bytes);
    } else {
        ++m_sums.sent;
        m_sums.largestSent = qMax(m_sums.largestSent, sample.bytes);
    }
}

void SizesView::listRefused(const SizeSample &sample)
{
    auto *item = new QListWidgetItem(
        QStringLiteral("%1 s  %2  %3")
            .arg(secondsText(sample.timeNs), formatBytes(sample.bytes), deviceName(sample.connection)));
    item->setData(RowRole, sample.row);
    m_list->insertItem(0, item);
    delete m_list->takeItem(MaxListed);
}

void SizesView::activateItem()
{
    if (const QListWidgetItem *item = m_list->currentItem())
        emit rowActivated(item->data(RowRole).toULongLong());
}

void SizesView::showSums()
{
    const Theme &theme = Theme::current();
    const QString dot = QStringLiteral("● ");
    m_figures->setRuns({
        {dot, theme.textFrame},
        {tr("max received "), theme.muted},
        {largestText(m_sums.received, m_sums.largestReceived), theme.text, true},
        {QStringLiteral("    ") + dot, theme.accent},
        {tr("max sent "), theme.muted},
        {largestText(m_sums.sent, m_sums.largestSent), theme.text, true},
        {QStringLiteral("    ✕ "), theme.error},
        {tr("over limit "), theme.muted},
        {grouped(m_sums.refused), m_sums.refused > 0 ? theme.error : theme.text, true},
    });
    const ws::RuleInfo &rule = ws::ruleInfo(ws::Rule::MessageTooBig);
    m_rule->setRuns({
        {QStringLiteral("%1 %2").arg(quint16(rule.closeCode)).arg(rule.name), theme.error, true},
        {QStringLiteral("  ") + rule.section, theme.muted},
    });
    m_rule->setToolTip(rule.text);
    m_rule->setVisible(m_sums.refused > 0);
    m_list->setVisible(m_sums.refused > 0);
}

void SizesView::setMaxPayload(quint64 bytes)
{
    m_maxPayload = bytes;
    m_overTime->setMaxPayload(bytes);
}

void SizesView::selectConnection(quint64 connection)
{
    m_spread->choose(connection);
    m_table->selectConnection(connection);
}

void SizesView::clear()
{
    m_sizes.skip();
    m_sums = {};
    m_overTime->clear();
    m_list->clear();
    showSums();
    measureNow();
}

void SizesView::changeEvent(QEvent *event)
{
    TimingView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showSums();
}

} // namespace sockscope
