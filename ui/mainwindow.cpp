// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What the window is made of, and what it does by itself; which panel tells which other one is in
// mainwindowconnections.cpp.
#include "ui/mainwindow.h"

#include "ui/docklayout.h"
#include "ui/limits/limitfinderpanel.h"
#include "ui/models/connectionmodel.h"
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
#include "ui/panels/summarypanel.h"
#include "ui/panels/timingpanel.h"
#include "ui/widgets/exportdialog.h"
#include "ui/widgets/logmenu.h"
#include "ui/widgets/recoverybar.h"
#include "ui/widgets/statusline.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QFile>
#include <QMenu>
#include <QSettings>

namespace sockscope {

namespace {

constexpr int RefreshMs = 33;
const QSize UsualSize(1600, 1000);
const auto GeometryKey = QStringLiteral("window/geometry");
const auto LayoutKey = QStringLiteral("window/layout");
const auto ThemeKey = QStringLiteral("window/theme");
const auto LightName = QStringLiteral("light");
const auto DarkName = QStringLiteral("dark");

} // namespace

MainWindow::MainWindow(BenchSession *session, QSettings *settings, QWidget *parent)
    : QMainWindow(parent)
    , m_session(session)
    , m_settings(settings)
    , m_viewMenu(new QMenu(this))
    , m_logMenu(new LogMenu(session, settings, this))
    , m_faultPlans(session, settings)
    , m_faultsButton(new FaultsButton(&m_faultPlans))
    , m_toolBar(new BenchToolBar(session, m_faultsButton, {m_logMenu, m_viewMenu}, this))
    , m_status(new StatusLine(session, this))
    , m_pulse(session, m_toolBar, m_status)
{
    setWindowTitle(QStringLiteral("Sockscope"));
    setDockOptions(AllowNestedDocks | AllowTabbedDocks | GroupedDragging);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    addToolBar(m_toolBar);
    setStatusBar(m_status);
    createPanels();
    createViewMenu();
    connectToolBar();
    connectPanels();
    connectFaults();
    restoreWindow();
    connect(&m_refreshTimer, &QTimer::timeout, this, &MainWindow::refresh);
    m_refreshTimer.start(RefreshMs);
    setFocus(); // no ring around a button until Tab is pressed
    refresh();
}

MainWindow::~MainWindow() = default;

void MainWindow::createPanels()
{
    m_connections = new ConnectionPanel(m_session);
    m_summary = new SummaryPanel(m_session);
    m_server = new ServerPanel(m_session, m_settings);
    m_client = new ClientPanel(m_session, m_settings);
    m_limits = new LimitFinderPanel(m_session, m_settings, LimitsArchive(LimitsArchive::standardPath()));
    m_faults = new FaultsPanel(m_session, &m_faultPlans);
    m_handshake = new HandshakePanel(m_session);
    m_log = new FrameLogPanel(m_session, m_settings);
    m_inspector = new InspectorPanel(m_session, m_settings);
    m_compose = new ComposePanel(m_session, m_settings);
    m_compose->addPlace(m_client->targets());
    m_timing = new TimingPanel(m_session);
    m_devices = new DevicesPanel(m_session, m_settings);
    m_docks = new DockLayout(this,
        {m_connections, m_summary, m_server, m_client, m_limits, m_faults, m_handshake, m_log, m_inspector,
            m_compose, m_timing, m_devices},
        m_session->isSaved());
}

void MainWindow::createViewMenu()
{
    int digit = 0;
    for (QDockWidget *dock : m_docks->docks()) {
        QAction *action = dock->toggleViewAction();
        const auto key = Qt::Key(Qt::Key_0 + ++digit % 10);
        action->setShortcut(QKeySequence(digit > 10 ? Qt::ALT | Qt::SHIFT | key : Qt::ALT | key));
        m_viewMenu->addAction(action);
    }
    m_viewMenu->addSeparator();
    QAction *light = m_viewMenu->addAction(tr("Light theme"));
    light->setObjectName(QStringLiteral("lightTheme"));
    light->setCheckable(true);
    light->setChecked(Theme::current().mode == Theme::Mode::Light);
    light->setShortcut(Qt::CTRL | Qt::Key_T);
    connect(light, &QAction::toggled, this,
        [this](bool on) { applyTheme(on ? Theme::Mode::Light : Theme::Mode::Dark); });
    QAction *reset = m_viewMenu->addAction(tr("Reset layout"), m_docks, &DockLayout::arrange);
    reset->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_R);
    m_viewMenu->addSeparator();
    QAction *quit = m_viewMenu->addAction(tr("Quit"), this, &QWidget::close);
    quit->setShortcut(Qt::CTRL | Qt::Key_Q);
    // The shortcuts work while the menus are closed.
    addActions(m_viewMenu->actions());
    addActions(m_logMenu->actions());
}

void MainWindow::selectConnection(quint64 connection)
{
    m_connections->select(connection);
    m_summary->showConnection(connection);
    m_compose->showConnection(connection);
    m_faults->showConnection(connection);
    m_handshake->showConnection(connection);
    m_limits->showConnection(connection);
    m_timing->selectConnection(connection);
    m_devices->selectConnection(connection);
}

void MainWindow::selectRow(quint64 row, quint64 connection)
{
    m_inspector->showRow(row);
    m_timing->showRow(row);
    if (m_connections->selected() != connection)
        selectConnection(connection);
}

void MainWindow::offerRecovery(const QList<PastSession> &sessions)
{
    auto *bar = new RecoveryBar(sessions.first(), sessions.size() - 1, this);
    addToolBarBreak();
    addToolBar(bar);
    connect(bar, &RecoveryBar::openRequested, this, [this](const QString &path) {
        SessionDirectory::acknowledge(path);
        emit openRequested(path);
    });
    connect(bar, &RecoveryBar::deleteRequested, this, [](const QString &path) { QFile::remove(path); });
}

void MainWindow::tellProblems(const QStringList &problems)
{
    m_status->setLogFault(
        problems.isEmpty() ? QString() : tr("parts of the log are missing"), problems.join(u'\n'));
}

void MainWindow::say(const QString &words)
{
    m_status->say(words);
}

void MainWindow::onStateChanged(BenchSession::State state)
{
    if (state == BenchSession::State::Running)
        m_timing->setMaxPayload(m_session->settings().maxPayload);
}

void MainWindow::exportLog()
{
    if (!m_export) {
        m_export =
            new ExportDialog(m_session, m_settings, {m_log->selectedRows(), m_log->filter().text()}, this);
        connect(m_export, &ExportDialog::remarked, m_status, &StatusLine::remark);
        connect(m_export, &ExportDialog::failed, m_status, &StatusLine::say);
    }
    m_export->show();
    m_export->activateWindow();
}

void MainWindow::refresh()
{
    QElapsedTimer timer;
    timer.start();
    m_connections->refresh();
    const QList<ConnectionStats> &connections = m_connections->model()->connections();
    m_summary->refresh(connections);
    m_compose->refresh();
    m_faults->refresh(connections);
    m_client->refresh();
    m_handshake->refresh();
    m_log->refresh();
    m_timing->refresh();
    m_devices->refresh();
    m_limits->refresh();
    m_pulse.refreshed(m_connections->model()->openCount(), timer.nsecsElapsed());
}

bool MainWindow::event(QEvent *event)
{
    // The whole window is painted from within this one event.
    if (event->type() != QEvent::UpdateRequest)
        return QMainWindow::event(event);
    QElapsedTimer timer;
    timer.start();
    const bool handled = QMainWindow::event(event);
    m_pulse.painted(timer.nsecsElapsed());
    return handled;
}

Theme::Mode MainWindow::savedTheme(const QSettings &settings)
{
    return settings.value(ThemeKey).toString() == LightName ? Theme::Mode::Light : Theme::Mode::Dark;
}

QSettings *MainWindow::withThemeOf(const QSettings &other, QSettings *settings)
{
    settings->setValue(ThemeKey, other.value(ThemeKey));
    return settings;
}

void MainWindow::applyTheme(Theme::Mode mode)
{
    Theme::apply(*qApp, mode);
    m_settings->setValue(ThemeKey, mode == Theme::Mode::Light ? LightName : DarkName);
}

void MainWindow::restoreWindow()
{
    resize(UsualSize);
    m_docks->arrange();
    if (m_settings->contains(GeometryKey))
        restoreGeometry(m_settings->value(GeometryKey).toByteArray());
    if (m_settings->contains(LayoutKey))
        restoreState(m_settings->value(LayoutKey).toByteArray(), DockLayout::Version);
    m_connections->restoreColumns(*m_settings);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_settings->setValue(GeometryKey, saveGeometry());
    m_settings->setValue(LayoutKey, saveState(DockLayout::Version));
    m_connections->saveColumns(m_settings);
    QMainWindow::closeEvent(event);
    emit closed();
}

} // namespace sockscope
