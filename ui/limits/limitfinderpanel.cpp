// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/limitfinderpanel.h"

#include "app/bench/benchsession.h"
#include "ui/limits/bracketview.h"
#include "ui/limits/limitsactions.h"
#include "ui/limits/limitsform.h"
#include "ui/limits/limitsmodel.h"
#include "ui/limits/savedlimitspage.h"
#include "ui/plots/plottable.h"
#include "ui/theme/stylesheet.h"
#include "ui/theme/theme.h"
#include "ui/views/chipchoice.h"
#include "ui/views/panelheader.h"
#include "ui/widgets/formgrid.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace sockscope {

namespace {

constexpr int FigureWidth = 80; // "16,777,216"
constexpr int HowWidth = 84; // "stopped early"
constexpr int TriesWidth = 38;
constexpr int WideEnough = 400; // for how many tries it took
constexpr qint64 SecondNs = 1'000'000'000;

QWidget *scrolled(QWidget *page)
{
    auto *scroll = new QScrollArea;
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return scroll;
}

} // namespace

LimitFinderPanel::LimitFinderPanel(
    BenchSession *session, QSettings *settings, LimitsArchive archive, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_header(new PanelHeader(tr("Limits")))
    , m_choice(new ChipChoice({{QStringLiteral("planPage"), tr("Find"), tr("What to look for, and how far")},
          {QStringLiteral("resultPage"), tr("Result"), tr("What is known of the device")},
          {QStringLiteral("savedPage"), tr("Saved"), tr("Results of before, to open and compare")}}))
    , m_pages(new QStackedWidget)
    , m_form(new LimitsForm(settings))
    , m_model(new LimitsModel(LimitsModel::Width::Short, this))
    , m_table(new QTableView)
    , m_facts(makeMessageLabel(QStringLiteral("limitFacts"), this))
    , m_actions(new LimitsActions)
    , m_saved(new SavedLimitsPage(std::move(archive)))
    , m_bracket(new BracketView)
    , m_words(makeMessageLabel(QStringLiteral("limitWords"), this))
    , m_start(new QPushButton)
{
    setObjectName(QStringLiteral("panelBody"));
    setAttribute(Qt::WA_StyledBackground);
    m_header->addControl(m_choice);
    m_pages->addWidget(scrolled(m_form));
    m_pages->addWidget(buildResults());
    m_pages->addWidget(m_saved);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_pages, 1);
    layout->addWidget(buildFoot());
    connectParts();
    showReport({});
    showState();
}

QWidget *LimitFinderPanel::buildResults()
{
    setUpPlotTable(m_table, m_model, FigureWidth);
    m_table->setFont(interfaceFont());
    m_table->setWordWrap(false);
    m_table->setObjectName(QStringLiteral("limitTable"));
    m_table->setAccessibleName(tr("Limits that were found"));
    m_table->setToolTip(tr("A double click or Enter shows the probe in the log"));
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_table, 1);
    auto *foot = FormGrid::row({m_facts, m_actions});
    foot->setContentsMargins(8, 4, 8, 4);
    foot->setStretch(0, 1);
    layout->addLayout(foot);
    return page;
}

QWidget *LimitFinderPanel::buildFoot()
{
    m_start->setObjectName(QStringLiteral("findLimits"));
    auto *foot = new QWidget;
    auto *layout = new QVBoxLayout(foot);
    layout->setContentsMargins(8, 4, 8, 8);
    layout->setSpacing(4);
    layout->addWidget(m_bracket);
    auto *row = FormGrid::row({m_words, m_start});
    row->setStretch(0, 1);
    row->setAlignment(m_start, Qt::AlignBottom);
    layout->addLayout(row);
    return foot;
}

void LimitFinderPanel::connectParts()
{
    connect(m_choice, &ChipChoice::chosen, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_form, &LimitsForm::edited, this, &LimitFinderPanel::showState);
    connect(m_start, &QPushButton::clicked, this, &LimitFinderPanel::toggle);
    connect(m_table, &QTableView::activated, this, &LimitFinderPanel::activateResult);
    connect(m_saved, &SavedLimitsPage::opened, this, &LimitFinderPanel::showSaved);
    connect(m_saved, &SavedLimitsPage::remarked, this, &LimitFinderPanel::remarked);
    connect(m_saved, &SavedLimitsPage::failed, this, &LimitFinderPanel::failed);
    connect(m_actions, &LimitsActions::remarked, this, &LimitFinderPanel::remarked);
    connect(m_actions, &LimitsActions::failed, this, &LimitFinderPanel::failed);
    connect(m_session, &BenchSession::limitsFinished, this, &LimitFinderPanel::onFinished);
    connect(m_session, &BenchSession::limitsRefused, this, &LimitFinderPanel::onRefused);
}

void LimitFinderPanel::showConnection(quint64 connection)
{
    m_connection = connection;
    m_refusal.clear();
    showState();
}

void LimitFinderPanel::toggle()
{
    if (m_stand.isRunning()) {
        m_session->cancelLimits();
        return;
    }
    QString error;
    const auto plan = m_form->plan(&error);
    if (!plan)
        return; // the button was off
    m_isStarting = true;
    m_refusal.clear();
    m_session->findLimits(m_connection, *plan);
    showState();
}

void LimitFinderPanel::showPage(Page page)
{
    m_choice->choose(page);
    m_pages->setCurrentIndex(page);
}

bool LimitFinderPanel::isDeviceOpen() const
{
    const auto device = m_session->connections().find(m_connection);
    return device && device->state == ConnectionState::Open;
}

void LimitFinderPanel::refresh()
{
    if (m_session->limits().version() != m_stand.version)
        showStand(m_session->limits().stand());
    else if (m_isOpen != isDeviceOpen())
        showState();
    if (m_stand.deadlineNs >= 0)
        showWait();
}

void LimitFinderPanel::showStand(const LimitsStand &stand)
{
    const bool begins = stand.isRunning() && !m_stand.isRunning();
    m_stand = stand;
    if (stand.isRunning() && stand.connection != 0)
        m_connection = stand.connection; // it connected again
    m_isStarting &= !stand.isRunning();
    if (begins)
        showPage(ResultPage);
    if (stand.isRunning())
        showReport(stand.report);
    if (stand.current >= 0)
        m_bracket->setSearch(stand.range, stand.report.results.at(stand.current).bracket,
            stand.isRunning() ? std::optional(stand.value) : std::nullopt);
    else
        m_bracket->clear();
    showState();
}

// A label that is set to the same words does not paint.
void LimitFinderPanel::showWait()
{
    const qint64 left = qMax<qint64>(0, m_stand.deadlineNs - m_session->capture().now());
    if (m_stand.phase == LimitsPhase::Waiting)
        m_words->setText(tr("Waiting for the device to connect again, by itself: %1 s left.")
                             .arg((left + SecondNs - 1) / SecondNs));
}

void LimitFinderPanel::showReport(const LimitsReport &report)
{
    m_shown = report;
    m_model->setTable(limitsTable(report));
    QHeaderView *header = m_table->horizontalHeader();
    if (header->count() > TriesColumn) {
        header->resizeSection(HowColumn, HowWidth);
        header->resizeSection(TriesColumn, TriesWidth);
        header->setSectionHidden(TriesColumn, width() < WideEnough);
    }
    const bool isEmpty = report.results.isEmpty();
    m_actions->setReports(isEmpty ? QList<LimitsReport>() : QList<LimitsReport>{report});
    m_facts->setToolTip(isEmpty ? QString() : reportFacts(report).join(u'\n'));
    showMessage(m_facts, isEmpty ? tr("Nothing is known yet.") : reportName(report), false);
}

void LimitFinderPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_table->setColumnHidden(TriesColumn, width() < WideEnough);
}

void LimitFinderPanel::showState()
{
    QString fault;
    const bool canPlan = m_form->plan(&fault).has_value();
    const bool isRunning = m_stand.isRunning();
    const auto device = m_session->connections().find(m_connection);
    m_isOpen = isDeviceOpen();
    m_header->setWords(isRunning ? m_stand.report.device : device && m_isOpen ? device->device : QString());
    m_start->setText(isRunning ? tr("&Cancel") : tr("&Find limits"));
    m_start->setToolTip(isRunning ? tr("End the search, and leave the connection as it is")
                                  : tr("Probe the selected device until its limits are known"));
    setStyleProperty(m_start, "primary", !isRunning);
    m_start->setEnabled(isRunning || (canPlan && m_isOpen && !m_isStarting));
    m_form->setEnabled(!isRunning && !m_isStarting);
    const bool isWrong = !isRunning && (!m_refusal.isEmpty() || !canPlan);
    showMessage(m_words,
        isRunning                  ? runWords(m_stand)
            : !m_refusal.isEmpty() ? m_refusal
            : !canPlan             ? fault
                                   : idleWords(),
        isWrong);
    m_saved->setSearching(isRunning);
}

} // namespace sockscope
