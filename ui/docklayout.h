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
    QWidget *connections, *summary, *server, *client, *send, *limits, *handshake, *log, *inspector, *timing;
};

/// Where the docks stand at first, and again when the layout is reset.
class DockLayout : public QObject
{
    Q_OBJECT

public:
    /// Puts every panel into a dock of @p window.
    DockLayout(QMainWindow *window, const DockedPanels &panels);

    const QList<QDockWidget *> &docks() const { return m_docks; }
    /// Brings a panel to the front, opening it if it was closed.
    void show(QWidget *panel);
    /// What the saved layout is worth: raised when docks come or go, so that an old one is not forced on
    /// them.
    static constexpr int Version = 1;

public slots:
    void arrange();

private:
    void add(const QString &name, const QString &title, QWidget *panel,
        PanelDock::Bar bar = PanelDock::Bar::Title);

    QMainWindow *m_window;
    DockedPanels m_panels;
    QList<QDockWidget *> m_docks;
};

} // namespace sockscope
