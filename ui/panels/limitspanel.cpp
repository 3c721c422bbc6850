// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/limitspanel.h"

#include "app/bench/benchsession.h"
#include "app/text/payloadtext.h"
#include "ui/models/figures.h"
#include "ui/plots/sizeplot.h"
#include "ui/theme/theme.h"
#include "ui/views/panelheader.h"
#include "ui/widgets/runlabel.h"

#include <QEvent>
#include <QListWidget>
#include <QVBoxLayout>

namespace sockscope {

namespace {

constexpr int RowRole = Qt::UserRole;
constexpr int ListHeight = 52;

QString largestText(quint64 count, quint64 bytes)
{
    return count == 0 ? QStringLiteral("–") : formatBytes(bytes);
}

} // namespace

LimitsPanel::LimitsPanel(BenchSession *session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_sizes(&session->capture())
    , m_header(new PanelHeader(tr("Payload limit")))
    , m_plot(new SizePlot)
    , m_figures(new RunLabel)
    , m_rule(new RunLabel)
    , m_list(new QListWidget)
{
    buildBody();
    connect(m_plot, &SizePlot::rowClicked, this, &LimitsPanel::rowActivated);
    connect(m_list, &QListWidget::itemClicked, this, &LimitsPanel::activateItem);
    connect(m_list, &QListWidget::itemActivated, this, &LimitsPanel::activateItem);
    setMaxPayload(session->settings().maxPayload);
    showSums();
}

void LimitsPanel::buildBody()
{
    m_header->setWords(tr("message sizes against maxPayload"));
    m_figures->setObjectName(QStringLiteral("sizeFigures"));
    m_rule->setObjectName(QStringLiteral("brokenRule"));
    m_list->setAccessibleName(tr("Messages over the limit"));
    m_list->setFont(fixedFont());
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFixedHeight(ListHeight);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *figures = new QVBoxLayout;
    figures->setContentsMargins(8, 4, 8, 4);
    figures->setSpacing(4);
    figures->addWidget(m_figures);
    figures->addWidget(m_rule);
    figures->addWidget(m_list);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_plot, 1);
    layout->addLayout(figures);
}

void LimitsPanel::refresh()
{
    const QList<SizeSample> fresh = m_sizes.take();
    m_plot->add(fresh);
    for (const SizeSample &sample : fresh)
        count(sample);
    if (!fresh.isEmpty())
        showSums();
    m_plot->refresh(m_session->capture().now(), !fresh.isEmpty());
}

void LimitsPanel::count(const SizeSample &sample)
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

void LimitsPanel::listRefused(const SizeSample &sample)
{
    const auto connection = m_session->connections().find(sample.connection);
    const QString device = connection ? connection->device : QStringLiteral("#%1").arg(sample.connection);
    auto *item = new QListWidgetItem(
        QStringLiteral("%1 s  %2  %3").arg(secondsText(sample.timeNs), formatBytes(sample.bytes), device));
    item->setData(RowRole, sample.row);
    m_list->insertItem(0, item);
    delete m_list->takeItem(MaxListed);
}

void LimitsPanel::activateItem()
{
    if (const QListWidgetItem *item = m_list->currentItem())
        emit rowActivated(item->data(RowRole).toULongLong());
}

void LimitsPanel::showSums()
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

void LimitsPanel::setMaxPayload(quint64 bytes)
{
    m_plot->setMaxPayload(bytes);
}

void LimitsPanel::clear()
{
    m_sizes.skip();
    m_sums = {};
    m_plot->clear();
    m_list->clear();
    showSums();
}

void LimitsPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showSums();
}

} // namespace sockscope
