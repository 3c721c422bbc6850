// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "app/text/payloadtext.h"
#include "ui/models/connectionmodel.h"
#include "ui/models/figures.h"
#include "ui/panels/benchtoolbar.h"
#include "ui/panels/clientpanel.h"
#include "ui/panels/connectionpanel.h"
#include "ui/panels/framelogpanel.h"
#include "ui/panels/handshakepanel.h"
#include "ui/panels/inspectorpanel.h"
#include "ui/panels/limitspanel.h"
#include "ui/panels/sendpanel.h"
#include "ui/panels/serverpanel.h"
#include "ui/panels/summarypanel.h"
#include "ui/panels/timingpanel.h"
#include "ui/widgets/paneldock.h"
#include "ui/widgets/serverform.h"
#include "ui/widgets/statusline.h"

#include <QApplication>
#include <QCloseEvent>
#include <QElapsedTimer>
#include <QMenu>
#include <QSettings>

namespace sockscope {

namespace {

constexpr int RefreshMs = 33;
constexpr int FramesPerReport = 30;
constexpr int LayoutVersion =
    1; // raise it when docks come or go, so that an old layout is not forced on new ones
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
    , m_toolBar(new BenchToolBar(session, m_viewMenu, this))
    , m_status(new StatusLine(session, this))
{
    setWindowTitle(QStringLiteral("Sockscope"));
    setDockOptions(AllowNestedDocks | AllowTabbedDocks | GroupedDragging);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    addToolBar(m_toolBar);
    setStatusBar(m_status);
    createPanels();
    createDocks();
    createViewMenu();
    connectToolBar();
    connectPanels();
    restoreWindow();
    connect(&m_refreshTimer, &QTimer::timeout, this, &MainWindow::refresh);
    m_refreshTimer.start(RefreshMs);
    refresh();
}

MainWindow::~MainWindow() = default;

void MainWindow::createPanels()
{
    m_connections = new ConnectionPanel(m_session);
    m_summary = new SummaryPanel(m_session);
    m_server = new ServerPanel(m_session, m_settings);
    m_client = new ClientPanel(m_session);
    m_send = new SendPanel(m_session);
    m_limits = new LimitsPanel(m_session);
    m_handshake = new HandshakePanel(m_session);
    m_log = new FrameLogPanel(m_session);
    m_inspector = new InspectorPanel(m_session);
    m_timing = new TimingPanel(m_session);
}

void MainWindow::createDocks()
{
    createDock(QStringLiteral("connections"), tr("Connections"), m_connections);
    createDock(QStringLiteral("summary"), tr("Summary"), m_summary);
    createDock(QStringLiteral("server"), tr("Server"), m_server);
    createDock(QStringLiteral("client"), tr("Client"), m_client);
    createDock(QStringLiteral("send"), tr("Send"), m_send);
    createDock(QStringLiteral("limits"), tr("Limits"), m_limits);
    createDock(QStringLiteral("handshake"), tr("Handshake"), m_handshake);
    createDock(QStringLiteral("log"), tr("Frame log"), m_log);
    createDock(QStringLiteral("inspector"), tr("Inspector"), m_inspector);
    createDock(QStringLiteral("timing"), tr("Timing"), m_timing);
    arrangeDocks();
}

PanelDock *MainWindow::createDock(const QString &name, const QString &title, QWidget *panel)
{
    auto *dock = new PanelDock(name, title, panel, this);
    m_docks.append(dock);
    return dock;
}

void MainWindow::arrangeDocks()
{
    const auto dock = [this](QWidget *panel) { return static_cast<QDockWidget *>(panel->parentWidget()); };
    for (PanelDock *each : std::as_const(m_docks)) {
        each->setFloating(false);
        each->show();
    }
    addDockWidget(Qt::LeftDockWidgetArea, dock(m_connections));
    addDockWidget(Qt::RightDockWidgetArea, dock(m_log));
    splitDockWidget(dock(m_connections), dock(m_summary), Qt::Vertical);
    splitDockWidget(dock(m_summary), dock(m_server), Qt::Vertical);
    QDockWidget *before = dock(m_server);
    for (QWidget *panel : std::initializer_list<QWidget *>{m_client, m_send, m_limits, m_handshake}) {
        tabifyDockWidget(before, dock(panel));
        before = dock(panel);
    }
    dock(m_server)->raise();
    splitDockWidget(dock(m_log), dock(m_inspector), Qt::Vertical);
    splitDockWidget(dock(m_inspector), dock(m_timing), Qt::Horizontal);
    resizeDocks({dock(m_connections), dock(m_log)}, {332, 1268}, Qt::Horizontal);
    resizeDocks({dock(m_inspector), dock(m_timing)}, {838, 430}, Qt::Horizontal);
    resizeDocks({dock(m_connections), dock(m_summary), dock(m_server)}, {440, 92, 400}, Qt::Vertical);
    resizeDocks({dock(m_log), dock(m_inspector)}, {664, 268}, Qt::Vertical);
}

void MainWindow::createViewMenu()
{
    int digit = 1;
    for (PanelDock *dock : std::as_const(m_docks)) {
        QAction *action = dock->toggleViewAction();
        action->setShortcut(QKeySequence(Qt::ALT | Qt::Key(Qt::Key_0 + digit++ % 10)));
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
    QAction *reset = m_viewMenu->addAction(tr("Reset layout"), this, &MainWindow::arrangeDocks);
    reset->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_R);
    m_viewMenu->addSeparator();
    QAction *quit = m_viewMenu->addAction(tr("Quit"), this, &QWidget::close);
    quit->setShortcut(Qt::CTRL | Qt::Key_Q);
    addActions(m_viewMenu->actions()); // the shortcuts work while the menu is closed
}

void MainWindow::connectToolBar()
{
    const auto showPlanned = [this] {
        m_toolBar->setPlannedAddress(m_server->form()->host(), m_server->form()->port());
    };
    connect(m_toolBar, &BenchToolBar::toggleRequested, m_server, &ServerPanel::toggle);
    connect(m_toolBar, &BenchToolBar::replyChanged, m_server, &ServerPanel::setReply);
    connect(m_toolBar, &BenchToolBar::pingIntervalChanged, m_server, &ServerPanel::setPingInterval);
    connect(m_toolBar, &BenchToolBar::pauseToggled, m_log, &FrameLogPanel::setPaused);
    connect(m_toolBar, &BenchToolBar::clearRequested, m_log, &FrameLogPanel::clearLog);
    connect(m_toolBar, &BenchToolBar::clearRequested, m_inspector, &InspectorPanel::clear);
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
    connect(m_connections, &ConnectionPanel::handshakeRequested, this, [this] { raiseDock(m_handshake); });
    connect(m_connections, &ConnectionPanel::sendRequested, this, [this] {
        raiseDock(m_send);
        m_send->focusText();
    });
    connect(m_connections, &ConnectionPanel::closeRequested, this, [this] {
        raiseDock(m_send);
        m_send->focusClose();
    });
    connect(m_log, &FrameLogPanel::rowSelected, this, &MainWindow::selectRow);
    connect(m_timing, &TimingPanel::rowActivated, m_log, &FrameLogPanel::selectRow);
    connect(m_timing, &TimingPanel::pingIntervalChanged, m_server, &ServerPanel::setPingInterval);
    connect(m_limits, &LimitsPanel::rowActivated, m_log, &FrameLogPanel::selectRow);
    connect(m_session, &BenchSession::stateChanged, this, &MainWindow::onStateChanged);
    connect(m_session, &BenchSession::startFailed, this, [this](const QString &reason) {
        raiseDock(m_server);
        m_status->say(reason);
    });
    connect(m_session, &BenchSession::commandFailed, this,
        [this](quint64, const QString &reason) { m_status->say(reason); });
}

void MainWindow::selectConnection(quint64 connection)
{
    m_connections->select(connection);
    m_summary->showConnection(connection);
    m_send->showConnection(connection);
    m_handshake->showConnection(connection);
    m_timing->selectConnection(connection);
}

void MainWindow::selectRow(quint64 row, quint64 connection)
{
    m_inspector->showRow(row);
    if (m_connections->selected() != connection)
        selectConnection(connection);
}

void MainWindow::raiseDock(QWidget *panel)
{
    auto *dock = static_cast<QDockWidget *>(panel->parentWidget());
    dock->show();
    dock->raise();
}

void MainWindow::onStateChanged(BenchSession::State state)
{
    if (state == BenchSession::State::Running)
        m_limits->setMaxPayload(m_session->settings().maxPayload);
}

void MainWindow::refresh()
{
    QElapsedTimer timer;
    timer.start();
    m_connections->refresh();
    const QList<ConnectionStats> &connections = m_connections->model()->connections();
    m_summary->refresh(connections);
    m_send->refresh(connections);
    m_handshake->refresh();
    m_log->refresh();
    m_timing->refresh();
    m_limits->refresh();
    refreshTotals();
    ++m_frames;
    measure(timer.nsecsElapsed());
}

void MainWindow::refreshTotals()
{
    const BenchTotals totals = m_session->connections().totals();
    const CaptureStore &capture = m_session->capture();
    const int devices = m_connections->model()->openCount();
    m_rates.update(totals, capture.now());
    QStringList parts{devices == 1 ? tr("1 device") : tr("%1 devices").arg(devices),
        tr("%1 frames/s").arg(grouped(m_rates.framesPerSecond())),
        tr("%1/s").arg(formatBytes(m_rates.bytesPerSecond())),
        tr("log %1 rows, %2").arg(grouped(capture.rows().size()), formatBytes(quint64(capture.bytes())))};
    if (const quint64 dropped = capture.droppedRows())
        parts.append(tr("%1 dropped").arg(grouped(dropped)));
    m_toolBar->setTotals(parts.join(QStringLiteral(" · ")));
    m_status->setViolations(totals.violations);
}

void MainWindow::measure(qint64 nanoseconds)
{
    m_costNs += nanoseconds;
    if (m_frames < FramesPerReport)
        return;
    constexpr double NsPerMs = 1e6;
    m_status->setFrameCost(double(m_costNs) / m_frames / NsPerMs);
    m_costNs = 0;
    m_frames = 0;
}

bool MainWindow::event(QEvent *event)
{
    // The whole window is painted from within this one event.
    if (event->type() != QEvent::UpdateRequest)
        return QMainWindow::event(event);
    QElapsedTimer timer;
    timer.start();
    const bool handled = QMainWindow::event(event);
    m_costNs += timer.nsecsElapsed();
    return handled;
}

Theme::Mode MainWindow::savedTheme(const QSettings &settings)
{
    return settings.value(ThemeKey).toString() == LightName ? Theme::Mode::Light : Theme::Mode::Dark;
}

void MainWindow::applyTheme(Theme::Mode mode)
{
    Theme::apply(*qApp, mode);
    m_settings->setValue(ThemeKey, mode == Theme::Mode::Light ? LightName : DarkName);
}

void MainWindow::restoreWindow()
{
    resize(UsualSize);
    arrangeDocks();
    if (m_settings->contains(GeometryKey))
        restoreGeometry(m_settings->value(GeometryKey).toByteArray());
    if (m_settings->contains(LayoutKey))
        restoreState(m_settings->value(LayoutKey).toByteArray(), LayoutVersion);
    m_connections->restoreColumns(*m_settings);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_settings->setValue(GeometryKey, saveGeometry());
    m_settings->setValue(LayoutKey, saveState(LayoutVersion));
    m_connections->saveColumns(m_settings);
    QMainWindow::closeEvent(event);
}

} // namespace sockscope
