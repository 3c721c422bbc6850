// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/docklayout.h"

#include <QMainWindow>

namespace sockscope {

namespace {

constexpr int LeftWidth = 324;
constexpr int TimingWidth = 376;

QDockWidget *dockOf(QWidget *panel)
{
    return static_cast<QDockWidget *>(panel->parentWidget());
}

} // namespace

DockLayout::DockLayout(QMainWindow *window, const DockedPanels &panels, bool isSaved)
    : QObject(window), m_window(window), m_panels(panels)
{
    add(QStringLiteral("connections"), tr("Connections"), panels.connections);
    add(QStringLiteral("summary"), tr("Summary"), panels.summary, PanelDock::Bar::None);
    add(QStringLiteral("server"), tr("Server"), panels.server);
    add(QStringLiteral("client"), tr("Client"), panels.client);
    add(QStringLiteral("limits"), tr("Limits"), panels.limits);
    add(QStringLiteral("faults"), tr("Faults"), panels.faults);
    add(QStringLiteral("handshake"), tr("Handshake"), panels.handshake);
    add(QStringLiteral("log"), tr("Frame log"), panels.log);
    add(QStringLiteral("inspector"), tr("Inspector"), panels.inspector);
    add(QStringLiteral("compose"), tr("Compose"), panels.compose);
    add(QStringLiteral("timing"), tr("Timing"), panels.timing);
    add(QStringLiteral("devices"), tr("Devices"), panels.devices);
    if (!isSaved)
        return;
    for (QWidget *panel : {panels.server, panels.client, panels.faults, panels.compose, panels.limits}) {
        m_hidden.append(dockOf(panel));
        m_docks.removeOne(dockOf(panel));
    }
}

void DockLayout::add(const QString &name, const QString &title, QWidget *panel, PanelDock::Bar bar)
{
    m_docks.append(new PanelDock(name, title, panel, bar, m_window));
}

void DockLayout::show(QWidget *panel)
{
    dockOf(panel)->show();
    dockOf(panel)->raise();
}

void DockLayout::arrange()
{
    for (QDockWidget *dock : std::as_const(m_docks)) {
        dock->setFloating(false);
        dock->show();
    }
    QDockWidget *connections = dockOf(m_panels.connections);
    QDockWidget *summary = dockOf(m_panels.summary);
    QDockWidget *server = dockOf(m_panels.server);
    QDockWidget *log = dockOf(m_panels.log);
    QDockWidget *inspector = dockOf(m_panels.inspector);
    QDockWidget *timing = dockOf(m_panels.timing);
    m_window->addDockWidget(Qt::LeftDockWidgetArea, connections);
    m_window->addDockWidget(Qt::RightDockWidgetArea, log);
    m_window->splitDockWidget(connections, summary, Qt::Vertical);
    m_window->splitDockWidget(summary, server, Qt::Vertical);
    m_panels.server->setMinimumWidth(LeftWidth); // five tabs in full
    m_panels.timing->setMinimumWidth(TimingWidth); // its table with legible names
    QDockWidget *before = server;
    for (QWidget *panel : {m_panels.client, m_panels.limits, m_panels.faults, m_panels.handshake}) {
        m_window->tabifyDockWidget(before, dockOf(panel));
        before = dockOf(panel);
    }
    server->raise();
    m_window->splitDockWidget(log, inspector, Qt::Vertical);
    m_window->splitDockWidget(inspector, timing, Qt::Horizontal);
    m_window->tabifyDockWidget(inspector, dockOf(m_panels.compose));
    inspector->raise();
    m_window->tabifyDockWidget(timing, dockOf(m_panels.devices));
    timing->raise();
    for (QDockWidget *dock : std::as_const(m_hidden))
        dock->hide();
    if (!m_hidden.isEmpty())
        dockOf(m_panels.handshake)->raise();
    m_window->resizeDocks({connections, log}, {332, 1268}, Qt::Horizontal);
    m_window->resizeDocks({inspector, timing}, {838, 430}, Qt::Horizontal);
    m_window->resizeDocks({connections, summary, server}, {332, 92, 508}, Qt::Vertical);
    m_window->resizeDocks({log, inspector}, {608, 324}, Qt::Vertical);
}

} // namespace sockscope
