// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What the log shows and tells; how the panel is put together is in framelogpanelparts.cpp.
#include "ui/panels/framelogpanel.h"

#include "app/bench/benchsession.h"
#include "app/filter/filterwords.h"
#include "app/text/payloadtext.h"
#include "ui/hostaddresses.h"
#include "ui/models/figures.h"
#include "ui/panels/logcolumns.h"
#include "ui/panels/lognavigation.h"
#include "ui/views/filterbar.h"
#include "ui/views/filterentry.h"
#include "ui/views/framelogview.h"
#include "ui/views/panelheader.h"

#include <QCheckBox>
#include <QLabel>
#include <QStackedLayout>

#include <algorithm>

namespace sockscope {

namespace {

constexpr qint64 DevicesEveryMs = 500;
constexpr qsizetype MaxDevices = 1000; // offered by the filter, newest first to stay

} // namespace

FrameLogPanel::FrameLogPanel(BenchSession *session, QSettings *settings, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new FrameLogModel(&session->capture(), &session->connections(), this))
    , m_view(new FrameLogView(m_model))
    , m_navigation(new LogNavigation(session, m_model, m_view))
    , m_entry(new FilterEntry(settings))
    , m_filters(new FilterBar)
    , m_header(new PanelHeader(tr("Frame log")))
    , m_count(new QLabel)
    , m_empty(new QLabel)
    , m_follow(new QCheckBox(tr("follow")))
    , m_pages(new QStackedLayout)
{
    m_view->setFollowing(!session->isSaved()); // a saved log is read from its beginning
    buildHeader();
    buildBody();
    buildActions();
    new LogColumns(settings, m_model, m_view);
    connectFilters();
    connect(m_view, &FrameLogView::rowChosen, this, &FrameLogPanel::tellRow);
    connect(m_follow, &QCheckBox::toggled, m_view, &FrameLogView::setFollowing);
    connect(m_view, &FrameLogView::followingChanged, m_follow, &QCheckBox::setChecked);
    connect(session, &BenchSession::stateChanged, this, &FrameLogPanel::refreshEmptyState);
    refresh();
    refreshEmptyState();
}

QWidget *FrameLogPanel::header() const
{
    return m_header;
}

std::vector<quint64> FrameLogPanel::selectedRows() const
{
    std::vector<quint64> numbers;
    for (const QItemSelectionRange &range : m_view->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            numbers.push_back(m_model->rowNumber(row));
    }
    std::ranges::sort(numbers);
    return numbers;
}

void FrameLogPanel::setExpression(const QString &expression)
{
    LogFilter filter = m_filters->filter();
    filter.expression = expression;
    m_filters->setFilter(filter);
}

void FrameLogPanel::narrow(const QString &expression)
{
    m_entry->setExpression(filterJoined(m_entry->expression(), expression));
}

void FrameLogPanel::keepConnection(int row)
{
    if (const auto record = m_model->record(row))
        showConnection(record->connection);
}

void FrameLogPanel::keepClass(int row)
{
    const auto record = m_model->record(row);
    if (!record)
        return;
    LogFilter filter = m_filters->filter();
    filter.classes = LogFilter::onlyClass(rowClassOf(*record)).classes;
    m_filters->setFilter(filter);
}

void FrameLogPanel::compose(int row)
{
    emit composeRequested(m_model->rowNumber(row));
}

void FrameLogPanel::tellRow(int row)
{
    if (const auto record = m_model->record(row))
        emit rowSelected(m_model->rowNumber(row), record->connection);
}

void FrameLogPanel::refresh()
{
    if (!m_paused) {
        m_model->refresh();
        m_view->followTail();
        m_navigation->refresh();
    }
    restoreChoice();
    refreshDevices();
    refreshCount();
    if ((m_model->rowCount() == 0) != (m_pages->currentWidget() == m_empty))
        refreshEmptyState();
}

void FrameLogPanel::setPaused(bool paused)
{
    m_paused = paused;
    refresh();
}

void FrameLogPanel::clearLog()
{
    m_session->capture().clear();
    m_model->refresh(); // also when paused: what is shown is gone
    refresh();
    refreshEmptyState();
}

void FrameLogPanel::showConnection(quint64 connection)
{
    LogFilter filter = m_filters->filter();
    filter.connection = connection;
    m_filters->setFilter(filter);
}

void FrameLogPanel::selectRow(quint64 number)
{
    const int row = m_model->rowOf(number);
    if (row >= 0) {
        m_view->showRow(row);
        return;
    }
    FrameRecord record;
    if (!m_session->capture().read(number, &record))
        return;
    m_view->clearSelection();
    emit rowSelected(number, record.connection);
}

void FrameLogPanel::devicesRenamed()
{
    m_devicesAge.invalidate();
    m_view->viewport()->update();
    const LogFilter filter = m_model->filter();
    if (filter.passesAll()) {
        refresh();
        return;
    }
    m_model->setFilter({}); // or it would know the answer
    applyFilter(filter);
}

void FrameLogPanel::applyFilter(const LogFilter &filter)
{
    if (const QModelIndex current = m_view->currentIndex(); current.isValid())
        m_chosen = m_model->rowNumber(current.row());
    if (m_entry->expression() != filter.expression)
        m_entry->setExpression(filter.expression); // “show all” takes it off, too
    m_model->setFilter(filter);
    restoreChoice();
    refresh();
    refreshEmptyState();
}

void FrameLogPanel::restoreChoice()
{
    if (!m_chosen)
        return;
    const int row = m_model->rowOf(*m_chosen);
    if (row >= 0 && !m_view->currentIndex().isValid()) {
        const bool wasFollowing = m_view->isFollowing();
        m_view->showRow(row);
        m_view->setFollowing(wasFollowing);
    }
    if (row >= 0 || m_view->currentIndex().isValid() || !m_model->isScanning())
        m_chosen.reset();
}

void FrameLogPanel::refreshDevices()
{
    if (m_devicesAge.isValid() && m_devicesAge.elapsed() < DevicesEveryMs)
        return;
    m_devicesAge.start();
    const QList<ConnectionStats> connections = m_session->connections().snapshot();
    QList<FilterBar::Device> devices;
    for (const ConnectionStats &stats : connections.last(qMin(connections.size(), MaxDevices)))
        devices.append({stats.number, stats.device});
    m_filters->setDevices(devices);
}

void FrameLogPanel::refreshCount()
{
    const CaptureStore &capture = m_session->capture();
    const quint64 held = capture.rows().size();
    QStringList facts;
    if (m_paused)
        facts.append(tr("paused, %1 new").arg(grouped(m_model->unseenRows())));
    else if (m_model->isScanning())
        facts.append(tr("filtering, %1 to go").arg(grouped(m_model->unseenRows())));
    facts.append(tr("%1 of %2").arg(grouped(quint64(m_model->rowCount())), grouped(held)));
    QString toolTip = tr("Rows shown, of those in the log");
    if (const quint64 dropped = capture.droppedRows(); dropped > 0) {
        facts.append(tr("%1 dropped").arg(grouped(dropped)));
        toolTip += tr(". The oldest are dropped to keep the log within %1")
                       .arg(formatBytes(quint64(capture.capacity())));
    }
    m_count->setText(facts.join(QStringLiteral(" · ")));
    m_count->setToolTip(toolTip);
}

void FrameLogPanel::refreshEmptyState()
{
    if (m_model->rowCount() > 0 || m_model->isScanning()) {
        m_pages->setCurrentWidget(m_view);
        return;
    }
    m_empty->setText(emptyText(m_session->capture().rows().size() == 0));
    m_pages->setCurrentWidget(m_empty);
}

QString FrameLogPanel::emptyText(bool isLogEmpty) const
{
    if (!isLogEmpty && !m_model->filter().passesAll())
        return tr("No row passes the filter.\nTake a filter off above, or press “show all”.");
    if (m_session->state() == BenchSession::State::Running)
        return tr("Nothing on the wire yet.\nPoint your device at\n%1")
            .arg(deviceUrls(m_session->listenInfo()).join(u'\n'));
    return tr("The server is not running.\nStart it (F5), then point your device at its address.");
}

} // namespace sockscope
