// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Which panel tells which other one.
#include "ui/mainwindow.h"

#include "ui/docklayout.h"
#include "ui/limits/limitfinderpanel.h"
#include "ui/panels/benchtoolbar.h"
#include "ui/panels/clientpanel.h"
#include "ui/panels/composepanel.h"
#include "ui/panels/connectionpanel.h"
#include "ui/panels/devicespanel.h"
#include "ui/panels/faultsbutton.h"
#include "ui/panels/faultspanel.h"
#include "ui/panels/framelogpanel.h"
#include "ui/panels/handshakepanel.h"
#include "ui/panels/inspectorpanel.h"
#include "ui/panels/serverpanel.h"
#include "ui/panels/timingpanel.h"
#include "ui/widgets/logmenu.h"
#include "ui/widgets/serverform.h"
#include "ui/widgets/statusline.h"

namespace sockscope {

void MainWindow::connectToolBar()
{
    const auto showPlanned = [this] {
        const ServerForm *form = m_server->form();
        m_toolBar->setPlannedAddress(form->host(), form->port(), form->isTls());
    };
    connect(m_toolBar, &BenchToolBar::toggleRequested, m_server, &ServerPanel::toggle);
    connect(m_toolBar, &BenchToolBar::replyChanged, m_server, &ServerPanel::setReply);
    connect(m_toolBar, &BenchToolBar::pingIntervalChanged, m_server, &ServerPanel::setPingInterval);
    connect(m_toolBar, &BenchToolBar::pauseToggled, m_log, &FrameLogPanel::setPaused);
    connect(m_toolBar, &BenchToolBar::pauseToggled, m_timing, &TimingPanel::setPaused);
    connect(m_toolBar, &BenchToolBar::clearRequested, m_log, &FrameLogPanel::clearLog);
    connect(m_toolBar, &BenchToolBar::clearRequested, m_inspector, &InspectorPanel::clear);
    connect(m_toolBar, &BenchToolBar::clearRequested, m_timing, &TimingPanel::clear);
    connect(m_server, &ServerPanel::replyChanged, m_toolBar, &BenchToolBar::setReply);
    connect(m_server, &ServerPanel::pingIntervalChanged, m_toolBar, &BenchToolBar::setPingInterval);
    connect(m_server, &ServerPanel::addressEdited, this, showPlanned);
    showPlanned();
    const ServerSettings settings = m_server->form()->settings().value_or(ServerSettings());
    m_toolBar->setReply(settings.reply);
    m_toolBar->setPingInterval(settings.pingIntervalMs);
}

void MainWindow::connectPanels()
{
    connect(m_connections, &ConnectionPanel::connectionSelected, this, &MainWindow::selectConnection);
    connect(m_connections, &ConnectionPanel::filterRequested, m_log, &FrameLogPanel::showConnection);
    connect(
        m_connections, &ConnectionPanel::handshakeRequested, this, [this] { m_docks->show(m_handshake); });
    connect(m_connections, &ConnectionPanel::sendRequested, this, [this] {
        m_docks->show(m_compose);
        m_compose->focusText();
    });
    connect(m_connections, &ConnectionPanel::closeRequested, this, [this] {
        m_docks->show(m_compose);
        m_compose->beginClose();
    });
    connect(m_client, &ClientPanel::remarked, m_status, &StatusLine::say);
    connect(m_client, &ClientPanel::composeRequested, this, [this](quint64 client) {
        m_docks->show(m_compose);
        m_compose->chooseTarget(m_client->targets(), client);
    });
    connect(m_log, &FrameLogPanel::rowSelected, this, &MainWindow::selectRow);
    connect(m_log, &FrameLogPanel::composeRequested, this, [this](quint64 row) {
        m_docks->show(m_compose);
        m_compose->composeFrom(row);
    });
    connect(m_log, &FrameLogPanel::remarked, m_status, &StatusLine::remark);
    connect(m_inspector, &InspectorPanel::rowRequested, m_log, &FrameLogPanel::selectRow);
    connect(m_inspector, &InspectorPanel::filterRequested, m_log, &FrameLogPanel::narrow);
    connect(m_inspector, &InspectorPanel::plotRequested, this, [this](const FieldSource &source) {
        m_docks->show(m_timing);
        m_timing->plotField(source);
    });
    connect(m_timing, &TimingPanel::rowActivated, m_log, &FrameLogPanel::selectRow);
    connect(m_timing, &TimingPanel::remarked, m_status, &StatusLine::remark);
    connect(m_timing, &TimingPanel::failed, m_status, &StatusLine::say);
    connect(m_devices, &DevicesPanel::connectionActivated, this, &MainWindow::selectConnection);
    connect(m_devices, &DevicesPanel::rowActivated, m_log, &FrameLogPanel::selectRow);
    connect(m_devices, &DevicesPanel::remarked, m_status, &StatusLine::remark);
    connect(m_devices, &DevicesPanel::failed, m_status, &StatusLine::say);
    connect(m_devices, &DevicesPanel::namesChanged, m_log, &FrameLogPanel::devicesRenamed);
    connect(m_limits, &LimitFinderPanel::rowActivated, m_log, &FrameLogPanel::selectRow);
    connect(m_limits, &LimitFinderPanel::remarked, m_status, &StatusLine::remark);
    connect(m_limits, &LimitFinderPanel::failed, m_status, &StatusLine::say);
    connect(m_session, &BenchSession::stateChanged, this, &MainWindow::onStateChanged);
    connect(m_session, &BenchSession::startFailed, this, [this](const QString &reason) {
        m_docks->show(m_server);
        m_status->say(reason);
    });
    connect(m_logMenu, &LogMenu::openRequested, this, &MainWindow::openRequested);
    connect(m_logMenu, &LogMenu::exportRequested, this, &MainWindow::exportLog);
    connect(m_logMenu, &LogMenu::remarked, m_status, &StatusLine::remark);
    connect(m_logMenu, &LogMenu::failed, m_status, &StatusLine::say);
    connect(m_server, &ServerPanel::remarked, m_status, &StatusLine::remark);
    connect(m_server, &ServerPanel::failed, m_status, &StatusLine::say);
    connect(m_session, &BenchSession::commandFailed, this,
        [this](quint64, const QString &reason) { m_status->say(reason); });
}

void MainWindow::connectFaults()
{
    connect(m_faultsButton, &FaultsButton::editRequested, this, [this] {
        m_docks->show(m_faults);
        m_faults->focusList();
    });
    connect(m_faults, &FaultsPanel::rowActivated, m_log, &FrameLogPanel::selectRow);
    connect(m_faults, &FaultsPanel::remarked, m_status, &StatusLine::remark);
}

} // namespace sockscope
