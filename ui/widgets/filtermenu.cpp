// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/filtermenu.h"

#include "ui/models/filterstore.h"

#include <QLineEdit>
#include <QVBoxLayout>
#include <QWidgetAction>

namespace sockscope {

namespace {

constexpr qsizetype MaxTitle = 60; // characters of a filter that a menu shows
constexpr int MaxName = 60;
constexpr qsizetype MaxShownRecent = 15;
constexpr int NameWidth = 280;

QString menuTitle(QString text)
{
    if (text.size() > MaxTitle)
        text = text.first(MaxTitle) + QChar(0x2026);
    return text.replace(u'&', QStringLiteral("&&"));
}

} // namespace

FilterMenu::FilterMenu(FilterStore *store, QWidget *parent) : QMenu(parent), m_store(store)
{
    setToolTipsVisible(true);
}

void FilterMenu::fill(const QString &text)
{
    clear();
    if (!text.isEmpty())
        addNameLine(text);
    if (!m_store->saved().isEmpty()) {
        addSection(tr("Saved"));
        auto *removal = new QMenu(tr("Delete"), this);
        for (const SavedFilter &filter : m_store->saved()) {
            addChoice(filter.name, filter.text);
            removal->addAction(
                menuTitle(filter.name), this, [this, name = filter.name] { m_store->remove(name); });
        }
        addMenu(removal);
    }
    if (!m_store->recent().isEmpty()) {
        addSection(tr("Recent"));
        const QStringList &recent = m_store->recent();
        for (const QString &filter : recent.first(qMin(recent.size(), MaxShownRecent)))
            addChoice(filter, filter);
    }
    if (isEmpty())
        addAction(tr("Filters that you write are kept here"))->setEnabled(false);
}

void FilterMenu::addNameLine(const QString &text)
{
    auto *line = new QLineEdit;
    line->setObjectName(QStringLiteral("filterName"));
    line->setPlaceholderText(tr("Save this filter as: name, Enter"));
    line->setAccessibleName(tr("Name for this filter"));
    line->setMaxLength(MaxName);
    line->setMinimumWidth(NameWidth);
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->addWidget(line);
    auto *action = new QWidgetAction(this);
    action->setDefaultWidget(box);
    addAction(action);
    connect(line, &QLineEdit::returnPressed, this, [this, line, text] {
        const QString name = line->text().trimmed();
        if (name.isEmpty())
            return;
        m_store->save(name, text);
        close();
    });
}

void FilterMenu::addChoice(const QString &name, const QString &text)
{
    QAction *action = addAction(menuTitle(name), this, [this, text] { emit chosen(text); });
    action->setToolTip(text);
}

} // namespace sockscope
