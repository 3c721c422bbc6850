// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/loadpage.h"

#include "app/bench/benchsession.h"
#include "app/load/loadbench.h"
#include "ui/hostaddresses.h"
#include "ui/theme/stylesheet.h"
#include "ui/views/chipchoice.h"
#include "ui/views/elidinglabel.h"
#include "ui/widgets/loadform.h"
#include "ui/widgets/loadplots.h"
#include "ui/widgets/loadresult.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace sockscope {

namespace {

enum Page { Setup, Result, Empty };

QScrollArea *scrolled(QWidget *page)
{
    auto *scroll = new QScrollArea;
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return scroll;
}

} // namespace

LoadPage::LoadPage(BenchSession *session, QSettings *settings, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_bench(new LoadBench(this))
    , m_choice(new ChipChoice({
          {QStringLiteral("loadSetup"), tr("Setup"), tr("What the clients do")},
          {QStringLiteral("loadResult"), tr("Result"), tr("What came of it")},
      }))
    , m_words(new ElidingLabel)
    , m_start(new QPushButton)
    , m_pages(new QStackedWidget)
    , m_form(new LoadForm(settings))
    , m_result(new LoadResult)
    , m_plots(new LoadPlots)
{
    auto *empty =
        new QLabel(tr("No load has run yet.\nChoose what the clients do under Setup, then press Start."));
    empty->setProperty("role", QStringLiteral("muted"));
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    m_pages->insertWidget(Setup, scrolled(m_form));
    m_pages->insertWidget(Result, scrolled(buildResult()));
    m_pages->insertWidget(Empty, empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildBar());
    layout->addWidget(m_pages, 1);
    auto *stop = new QAction(tr("Stop the load"), this);
    stop->setShortcut(Qt::Key_Escape);
    stop->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(stop);
    connect(stop, &QAction::triggered, m_bench, &LoadBench::stop);
    connect(m_choice, &ChipChoice::chosen, this, &LoadPage::showPage);
    connect(m_start, &QPushButton::clicked, this, &LoadPage::toggle);
    connect(m_form, &LoadForm::startRequested, this, &LoadPage::toggle);
    connect(m_bench, &LoadBench::finished, this, [this](const QString &fault) {
        m_fault = fault;
        showResult();
        showState();
    });
    connect(session, &BenchSession::stateChanged, this, &LoadPage::showOwnServer);
    showOwnServer();
    showState();
}

QWidget *LoadPage::buildBar()
{
    m_words->setObjectName(QStringLiteral("loadState"));
    m_words->setProperty("role", QStringLiteral("muted"));
    m_start->setObjectName(QStringLiteral("loadStart"));
    m_start->setProperty("primary", true);
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(4, 6, 8, 4);
    layout->setSpacing(4);
    layout->addWidget(m_choice);
    layout->addWidget(m_words, 1);
    layout->addWidget(m_start);
    return bar;
}

QWidget *LoadPage::buildResult()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_result);
    layout->addWidget(m_plots, 1);
    return page;
}

void LoadPage::toggle()
{
    if (m_bench->isRunning()) {
        m_bench->stop();
        m_start->setEnabled(false); // until the connections are closed
        return;
    }
    const auto plan = m_form->plan();
    if (!plan) {
        m_choice->choose(Setup);
        showPage(Setup);
        return;
    }
    m_fault.clear();
    m_bench->start(*plan);
    m_plots->setFigures(m_bench->figures());
    m_choice->choose(Result);
    showPage(Result);
    showState();
}

void LoadPage::showPage(int page)
{
    const bool isEmpty = page == Result && !m_bench->figures();
    m_pages->setCurrentIndex(isEmpty ? int(Empty) : page);
    showResult();
}

void LoadPage::showState()
{
    const bool isRunning = m_bench->isRunning();
    m_form->setEnabled(!isRunning);
    m_start->setEnabled(true);
    m_start->setText(isRunning ? tr("&Stop") : tr("&Start"));
    m_start->setToolTip(isRunning ? tr("Send nothing more and close all (Esc)") : tr("Connect and send"));
}

void LoadPage::showOwnServer()
{
    const bool isRunning = m_session->state() == BenchSession::State::Running;
    m_form->setOwnServer(isRunning ? deviceUrls(m_session->listenInfo()).constFirst() : QString());
}

void LoadPage::showResult()
{
    if (!m_bench->figures())
        return;
    const LoadReport report = m_bench->report();
    m_words->setText(m_bench->isRunning() ? tr("%1 of %2 open").arg(report.opened).arg(report.clients)
                                          : tr("ended after %1 s").arg(report.seconds, 0, 'f', 1));
    if (m_pages->currentIndex() == Result)
        m_result->showReport(report, m_bench->isRunning(), m_fault);
}

void LoadPage::refresh()
{
    if (!isVisible())
        return;
    if (m_bench->isRunning())
        showResult();
    m_plots->refresh();
}

} // namespace sockscope
