// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/faultsbutton.h"

#include "ui/models/faultplans.h"
#include "ui/theme/stylesheet.h"
#include "ui/theme/theme.h"
#include "ui/widgets/faultprofilemenu.h"

#include <QAction>

namespace sockscope {

namespace {
constexpr int WordsWidth = 150;
}

FaultsButton::FaultsButton(FaultPlans *plans, QWidget *parent)
    : QToolButton(parent)
    , m_plans(plans)
    , m_menu(new FaultProfileMenu(plans->store(), FaultProfileMenu::Extent::Choose, this))
    , m_on(new QAction(tr("Faults on"), this))
    , m_edit(new QAction(tr("Edit…"), this))
{
    setObjectName(QStringLiteral("toolbarFaults"));
    setFont(fixedFont());
    setMenu(m_menu);
    setPopupMode(InstantPopup);
    setFocusPolicy(Qt::TabFocus);
    m_on->setObjectName(QStringLiteral("switchFaults"));
    m_on->setCheckable(true);
    m_on->setShortcut(Qt::Key_F8);
    m_edit->setObjectName(QStringLiteral("editFaults"));
    m_edit->setShortcut(Qt::SHIFT | Qt::Key_F8);
    addActions({m_on, m_edit}); // their keys work while the menu is closed
    connect(m_menu, &QMenu::aboutToShow, this, &FaultsButton::fillMenu);
    connect(m_menu, &FaultProfileMenu::chosen, plans->server(), &FaultListModel::choose);
    connect(m_on, &QAction::toggled, plans, &FaultPlans::setOn);
    connect(m_edit, &QAction::triggered, this, &FaultsButton::editRequested);
    connect(plans, &FaultPlans::changed, this, &FaultsButton::showPlans);
    fillMenu();
    showPlans();
}

void FaultsButton::fillMenu()
{
    m_menu->fill(m_plans->server()->plan().profile);
    m_menu->addSeparator();
    m_menu->addActions({m_on, m_edit});
}

void FaultsButton::showPlans()
{
    const QString words = m_plans->words();
    m_on->setChecked(m_plans->isOn());
    setText(fontMetrics().elidedText(words, Qt::ElideRight, WordsWidth));
    setAccessibleName(tr("Faults: %1").arg(words));
    setToolTip(tr("What is broken on purpose: %1 (F8 switches it, Shift+F8 goes to the list)").arg(words));
    setStyleProperty(this, "faulty", m_plans->isActive());
}

} // namespace sockscope
