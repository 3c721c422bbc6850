// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/paneldock.h"

#include "ui/views/panelheader.h"
#include "ui/widgets/glyphs.h"

#include <QMainWindow>
#include <QTabBar>

namespace sockscope {

PanelDock::PanelDock(const QString &name, const QString &title, QWidget *panel, Bar bar, QWidget *parent)
    : QDockWidget(title, parent), m_noTitle(new QWidget(this))
{
    setObjectName(name);
    panel->setAttribute(Qt::WA_StyledBackground);
    if (bar == Bar::Title)
        buildHeader(panel);
    setWidget(panel);
    setTitleBarWidget(bar == Bar::Title ? static_cast<QWidget *>(m_header) : m_noTitle);
    if (bar == Bar::None)
        return;
    // Becoming a tab or ceasing to be one has no signal, but these come with it. Queued: the window is still
    // moving its docks when they do.
    connect(this, &QDockWidget::visibilityChanged, this, &PanelDock::updateTitle, Qt::QueuedConnection);
    connect(this, &QDockWidget::topLevelChanged, this, &PanelDock::updateTitle, Qt::QueuedConnection);
    connect(this, &QDockWidget::dockLocationChanged, this, &PanelDock::updateTitle, Qt::QueuedConnection);
}

void PanelDock::buildHeader(QWidget *panel)
{
    m_header = panel->findChild<PanelHeader *>(QString(), Qt::FindDirectChildrenOnly);
    if (!m_header)
        m_header = new PanelHeader(windowTitle());
    m_hasControls = m_header->hasControls();
    auto *closeButton = new GlyphButton(Glyph::Cross);
    closeButton->setToolTip(tr("Close this panel; the view menu brings it back"));
    closeButton->setAccessibleName(tr("Close %1").arg(windowTitle()));
    closeButton->setFocusPolicy(Qt::TabFocus);
    m_header->addControl(closeButton);
    connect(closeButton, &QToolButton::clicked, this, &QWidget::close);
}

bool PanelDock::isTab()
{
    const auto *window = qobject_cast<QMainWindow *>(parentWidget());
    return window && !isFloating() && !window->tabifiedDockWidgets(this).isEmpty();
}

void PanelDock::updateTitle()
{
    // The window draws a line below the tab bars that it makes after the style sheet was applied.
    if (const QWidget *window = parentWidget()) {
        for (QTabBar *bar : window->findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly))
            bar->setDrawBase(false);
    }
    QWidget *wanted = isTab() && !m_hasControls ? m_noTitle : static_cast<QWidget *>(m_header);
    if (titleBarWidget() == wanted)
        return;
    titleBarWidget()->hide();
    setTitleBarWidget(wanted);
    wanted->show();
}

} // namespace sockscope
