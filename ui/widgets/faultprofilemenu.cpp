// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/faultprofilemenu.h"

#include "app/faults/shippedfaults.h"
#include "ui/models/faultstore.h"

#include <QLineEdit>
#include <QVBoxLayout>
#include <QWidgetAction>

namespace sockscope {

namespace {

constexpr qsizetype MaxTitle = 60; // characters of a name that a menu shows
constexpr int NameWidth = 240;

QString menuTitle(QString text)
{
    if (text.size() > MaxTitle)
        text = text.first(MaxTitle) + QChar(0x2026);
    return text.replace(u'&', QStringLiteral("&&"));
}

} // namespace

FaultProfileMenu::FaultProfileMenu(FaultStore *store, Extent extent, QWidget *parent)
    : QMenu(parent), m_store(store), m_extent(extent)
{
    setToolTipsVisible(true);
}

void FaultProfileMenu::fill(const FaultProfile &present)
{
    clear();
    if (m_extent == Extent::Manage && !present.faults.isEmpty())
        addNameLine();
    addChoice({FaultStore::unnamed(), {}, {}}, present);
    addSection(tr("Trouble of the field"));
    for (const ShippedFaults &shipped : shippedFaults())
        addChoice(shipped.profile, present);
    if (!m_store->saved().isEmpty()) {
        addSection(tr("Own"));
        for (const FaultProfile &profile : m_store->saved())
            addChoice(profile, present);
    }
    if (m_extent == Extent::Choose)
        return;
    addSeparator();
    addRemoval();
    addAction(tr("Import a JSON file…"), this, &FaultProfileMenu::importRequested)
        ->setObjectName(QStringLiteral("faultImport"));
    QAction *exported = addAction(tr("Export as JSON…"), this, &FaultProfileMenu::exportRequested);
    exported->setObjectName(QStringLiteral("faultExport"));
    exported->setEnabled(!present.faults.isEmpty());
}

void FaultProfileMenu::addChoice(const FaultProfile &profile, const FaultProfile &present)
{
    const QString title = profile.faults.isEmpty() ? tr("None") : menuTitle(profile.name);
    QAction *action = addAction(title, this, [this, profile] { emit chosen(profile); });
    action->setCheckable(true);
    action->setChecked(
        profile.faults == present.faults && (profile.name == present.name || profile.faults.isEmpty()));
    // Plain words may hold what a tool tip would take for HTML.
    action->setToolTip(Qt::convertFromPlainText(profile.words, Qt::WhiteSpaceNormal));
}

void FaultProfileMenu::addNameLine()
{
    auto *line = new QLineEdit;
    line->setObjectName(QStringLiteral("faultProfileName"));
    line->setPlaceholderText(tr("Save these faults as: name, Enter"));
    line->setAccessibleName(tr("Name for these faults"));
    line->setMaxLength(int(FaultLimits::NameChars));
    line->setMinimumWidth(NameWidth);
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->addWidget(line);
    auto *action = new QWidgetAction(this);
    action->setDefaultWidget(box);
    addAction(action);
    connect(line, &QLineEdit::returnPressed, this, [this, line] {
        const QString name = line->text().trimmed();
        if (name.isEmpty())
            return;
        emit saveRequested(name);
        close();
    });
}

void FaultProfileMenu::addRemoval()
{
    if (m_store->saved().isEmpty())
        return;
    auto *removal = new QMenu(tr("Delete"), this);
    for (const FaultProfile &profile : m_store->saved())
        removal->addAction(
            menuTitle(profile.name), this, [this, name = profile.name] { m_store->remove(name); });
    addMenu(removal);
}

} // namespace sockscope
