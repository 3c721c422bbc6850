// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/timingpanel.h"

#include "app/bench/benchsession.h"
#include "ui/timing/fieldsview.h"
#include "ui/timing/histogramview.h"
#include "ui/timing/jitterview.h"
#include "ui/timing/rttview.h"
#include "ui/timing/sizesview.h"
#include "ui/timing/throughputview.h"
#include "ui/views/chipchoice.h"
#include "ui/views/panelheader.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace sockscope {

TimingPanel::TimingPanel(BenchSession *session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_sizes(new SizesView(session))
    , m_fields(new FieldsView(session))
    , m_pages(new QStackedWidget)
{
    add(new RttView(session));
    add(new HistogramView(session));
    add(new JitterView(session));
    add(new ThroughputView(session));
    add(m_sizes);
    add(m_fields);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildHeader();
    layout->addWidget(m_pages, 1);
}

void TimingPanel::add(TimingView *view)
{
    m_views.append(view);
    m_pages->addWidget(view);
    connect(view, &TimingView::rowActivated, this, &TimingPanel::rowActivated);
    connect(view, &TimingView::remarked, this, &TimingPanel::remarked);
    connect(view, &TimingView::failed, this, &TimingPanel::failed);
}

void TimingPanel::buildHeader()
{
    QList<ChipChoice::Choice> choices;
    for (const TimingView *view : std::as_const(m_views))
        choices.append({view->title().name, view->title().text, view->title().toolTip});
    m_choice = new ChipChoice(choices);
    connect(m_choice, &ChipChoice::chosen, m_pages, &QStackedWidget::setCurrentIndex);
    auto *header = new PanelHeader(tr("Timing"));
    header->addControl(m_choice);
    layout()->addWidget(header);
}

void TimingPanel::refresh()
{
    for (TimingView *view : std::as_const(m_views))
        view->refresh();
}

void TimingPanel::setPaused(bool paused)
{
    for (TimingView *view : std::as_const(m_views))
        view->setPaused(paused);
}

void TimingPanel::selectConnection(quint64 connection)
{
    for (TimingView *view : std::as_const(m_views))
        view->selectConnection(connection);
}

void TimingPanel::showRow(quint64 row)
{
    FrameRecord record;
    if (!m_session->capture().read(row, &record))
        return;
    for (TimingView *view : std::as_const(m_views))
        view->showRow(row, record.timeNs);
}

void TimingPanel::setMaxPayload(quint64 bytes)
{
    m_sizes->setMaxPayload(bytes);
}

void TimingPanel::clear()
{
    m_session->timing().clear();
    for (TimingView *view : std::as_const(m_views))
        view->clear();
}

void TimingPanel::plotField(const FieldSource &source)
{
    m_fields->add(source);
    m_choice->choose(int(m_views.indexOf(m_fields)));
    m_pages->setCurrentWidget(m_fields);
}

} // namespace sockscope
