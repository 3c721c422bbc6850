// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// How the panel is put together.
#include "ui/panels/framelogpanel.h"

#include "app/bench/benchsession.h"
#include "ui/panels/cellfilteractions.h"
#include "ui/panels/compareactions.h"
#include "ui/panels/copyactions.h"
#include "ui/panels/lognavigation.h"
#include "ui/views/filterbar.h"
#include "ui/views/filterentry.h"
#include "ui/views/framelogview.h"
#include "ui/views/panelheader.h"

#include <QAction>
#include <QCheckBox>
#include <QLabel>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace sockscope {

void FrameLogPanel::buildHeader()
{
    m_count->setObjectName(QStringLiteral("rowCount"));
    m_count->setProperty("role", QStringLiteral("muted"));
    m_count->setTextFormat(Qt::PlainText);
    m_follow->setObjectName(QStringLiteral("follow"));
    m_follow->setChecked(m_view->isFollowing());
    m_follow->setToolTip(tr("Keep the newest row in view (End). Scrolling up ends it"));
    m_header->setMiddle(m_entry);
    m_header->addControl(m_count);
    m_header->addControl(m_follow);
}

void FrameLogPanel::buildBody()
{
    m_empty->setObjectName(QStringLiteral("emptyState"));
    m_empty->setProperty("role", QStringLiteral("muted"));
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_pages->addWidget(m_view);
    m_pages->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_filters);
    layout->addLayout(m_pages, 1);
    for (QWidget *bar : m_navigation->bars())
        layout->addWidget(bar);
}

void FrameLogPanel::buildActions()
{
    const auto *copy = new CopyActions(m_session, m_model, m_view);
    connect(copy, &CopyActions::told, this, &FrameLogPanel::remarked);
    const auto *comparison = new CompareActions(m_session, m_model, m_view);
    connect(comparison, &CompareActions::told, this, &FrameLogPanel::remarked);
    if (!m_session->isSaved()) {
        QAction *compose = addRowAction(tr("Compose from this frame"), &FrameLogPanel::compose);
        compose->setObjectName(QStringLiteral("composeFrom"));
        compose->setShortcut(Qt::Key_E);
        compose->setShortcutContext(Qt::WidgetShortcut);
    }
    auto *separator = new QAction(m_view);
    separator->setSeparator(true);
    m_view->addAction(separator);
    addRowAction(tr("Show only this connection"), &FrameLogPanel::keepConnection);
    addRowAction(tr("Show only rows of this kind"), &FrameLogPanel::keepClass);
    auto *cell = new CellFilterActions(m_session, m_model, m_view);
    connect(cell, &CellFilterActions::filterRequested, this, &FrameLogPanel::narrow);
    connect(m_navigation, &LogNavigation::rowRequested, this, &FrameLogPanel::selectRow);
    connect(m_navigation, &LogNavigation::remarked, this, &FrameLogPanel::remarked);
    m_view->setMarks(&m_navigation->marks());
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void FrameLogPanel::connectFilters()
{
    connect(m_filters, &FilterBar::filterChanged, this, &FrameLogPanel::applyFilter);
    connect(m_entry, &FilterEntry::expressionChanged, this, &FrameLogPanel::setExpression);
    connect(m_entry, &FilterEntry::left, m_view, qOverload<>(&QWidget::setFocus));
    auto *focus = new QAction(tr("Filter the log"), this);
    focus->setShortcuts({QKeySequence(Qt::Key_Slash), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F)});
    focus->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(focus, &QAction::triggered, m_entry, &FilterEntry::focusFilter);
    addAction(focus);
}

QAction *FrameLogPanel::addRowAction(const QString &text, void (FrameLogPanel::*act)(int row))
{
    auto *action = new QAction(text, m_view);
    action->setEnabled(false);
    connect(action, &QAction::triggered, this, [this, act] {
        if (const QModelIndex index = m_view->currentIndex(); index.isValid())
            (this->*act)(index.row());
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, action,
        [action](const QModelIndex &current) { action->setEnabled(current.isValid()); });
    connect(m_model, &FrameLogModel::modelReset, action, [action] { action->setEnabled(false); });
    m_view->addAction(action);
    return action;
}

} // namespace sockscope
