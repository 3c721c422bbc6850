// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/faultbar.h"

#include "ui/models/faultlistmodel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/faultlist.h"
#include "ui/widgets/faultmenu.h"
#include "ui/widgets/faultprofilemenu.h"
#include "ui/widgets/formgrid.h"
#include "ui/widgets/glyphs.h"

#include <QEvent>
#include <QToolButton>

namespace sockscope {

namespace {

constexpr int AroundProfile = 36; // padding and arrow

QToolButton *makeMenuButton(const QString &name, QMenu *menu, const QString &toolTip)
{
    auto *button = new QToolButton;
    button->setObjectName(name);
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setToolTip(toolTip);
    return button;
}

} // namespace

FaultBar::FaultBar(FaultList *list, FaultStore *store, QWidget *parent)
    : QWidget(parent)
    , m_addMenu(new FaultMenu(this))
    , m_profileMenu(new FaultProfileMenu(store, FaultProfileMenu::Extent::Manage, this))
    , m_add(makeMenuButton(QStringLiteral("faultAdd"), m_addMenu, tr("Add a fault (Ins in the list)")))
    , m_profile(makeMenuButton(
          QStringLiteral("faultProfile"), m_profileMenu, tr("Profiles: choose, save, import and export")))
{
    m_add->setText(tr("Add"));
    m_profile->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    QHBoxLayout *row =
        FormGrid::row({m_add, m_profile, makeActionButton(Glyph::Copy, list->duplicateAction()),
            makeActionButton(Glyph::Bin, list->removeAction())});
    row->setContentsMargins(0, 0, 0, 0);
    row->setStretch(1, 1);
    setLayout(row);
    connect(m_profileMenu, &QMenu::aboutToShow, this,
        [this, list] { m_profileMenu->fill(list->faults()->plan().profile); });
    showIcons();
}

void FaultBar::openAddMenu()
{
    m_add->showMenu();
}

void FaultBar::setProfile(const QString &words)
{
    m_words = words;
    m_profile->setAccessibleName(tr("Profile: %1").arg(words));
    elideProfile();
}

void FaultBar::elideProfile()
{
    m_profile->setText(
        m_profile->fontMetrics().elidedText(m_words, Qt::ElideRight, m_profile->width() - AroundProfile));
}

void FaultBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layout()->activate(); // the button has its width only then
    elideProfile();
}

void FaultBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showIcons();
}

void FaultBar::showIcons()
{
    m_add->setIcon(glyphIcon(Glyph::Plus, Theme::current().text));
}

} // namespace sockscope
