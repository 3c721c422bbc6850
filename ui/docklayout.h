// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/paneldock.h"

class QMainWindow;
class QWidget;

namespace sockscope {

/// The panels a window docks, in the order of its view menu.
struct DockedPanels
{
    QWidget *connections, *summary, *server, *client, *limits, *faults, *handshake, *log, *inspector,
        *compose, *timing, *devices;
};

/// Where the docks stand at first, and again when the layout is reset.
class DockLayout : public QObject
{
    Q_OBJECT

public:
    /// Puts every panel into a dock of @p window.
    /// @p isSaved: the window shows a saved log, and has no use for the panels that act on a server.
    DockLayout(QMainWindow *window, const DockedPanels &panels, bool isSaved);

    const QList<QDockWidget *> &docks() const { return m_docks; } ///< those that can be shown
    /// Brings a panel to the front, opening it if it was closed.
    void show(QWidget *panel);
    /// What the saved layout is worth: raised when docks come or go, so that an old one is not forced on
    /// them.
    static constexpr int Version = 3;

public slots:
    void arrange();

private:
    void add(const QString &name, const QString &title, QWidget *panel,
        PanelDock::Bar bar = PanelDock::Bar::Title);

    QMainWindow *m_window;
    DockedPanels m_panels;
    QList<QDockWidget *> m_docks;
    QList<QDockWidget *> m_hidden;
};

} // namespace sockscope
