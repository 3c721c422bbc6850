// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/filterentry.h"

#include "ui/views/filteredit.h"
#include "ui/views/filterhelp.h"
#include "ui/widgets/filtermenu.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace sockscope {

namespace {

constexpr int RestMs = 250;
constexpr int Height = 22;

} // namespace

FilterEntry::FilterEntry(QSettings *settings, QWidget *parent)
    : QWidget(parent), m_store(settings), m_edit(new FilterEdit(&m_store))
{
    m_edit->setFixedHeight(Height);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 4);
    layout->setSpacing(4);
    layout->addWidget(m_edit, 1);
    m_saved =
        addButton(QStringLiteral("savedFilters"), tr("Saved"), tr("Filters with a name, and recent ones"));
    auto *menu = new FilterMenu(&m_store, m_saved);
    connect(menu, &FilterMenu::aboutToShow, this,
        [this, menu] { menu->fill(m_edit->error() ? QString() : m_edit->text().trimmed()); });
    connect(menu, &FilterMenu::chosen, this, &FilterEntry::setExpression);
    m_saved->setMenu(menu);
    m_saved->setPopupMode(QToolButton::InstantPopup);
    QToolButton *help = addButton(QStringLiteral("filterHelp"), tr("?"), tr("The filter language (F1)"));
    help->setShortcut(Qt::Key_F1);
    connect(help, &QToolButton::clicked, this, &FilterEntry::showHelp);
    m_rest.setSingleShot(true);
    m_rest.setInterval(RestMs);
    connect(&m_rest, &QTimer::timeout, this, &FilterEntry::apply);
    connect(m_edit, &QLineEdit::textChanged, &m_rest, qOverload<>(&QTimer::start));
    connect(m_edit, &FilterEdit::confirmed, this, &FilterEntry::confirm);
    connect(m_edit, &FilterEdit::left, this, &FilterEntry::left);
    connect(m_edit, &QLineEdit::editingFinished, this, &FilterEntry::remember);
}

QToolButton *FilterEntry::addButton(const QString &name, const QString &text, const QString &toolTip)
{
    auto *button = new QToolButton;
    button->setObjectName(name);
    button->setText(text);
    button->setToolTip(toolTip);
    button->setAccessibleName(toolTip);
    button->setFixedHeight(Height);
    layout()->addWidget(button);
    return button;
}

void FilterEntry::setExpression(const QString &expression)
{
    m_edit->setFilterText(expression);
    confirm();
}

void FilterEntry::focusFilter()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void FilterEntry::apply()
{
    m_rest.stop();
    const QString expression = m_edit->text().trimmed();
    if (m_edit->error() || expression == m_expression)
        return;
    m_expression = expression;
    emit expressionChanged(expression);
}

void FilterEntry::confirm()
{
    apply();
    remember();
}

void FilterEntry::remember()
{
    if (!m_edit->error())
        m_store.remember(m_edit->text().trimmed());
}

void FilterEntry::showHelp()
{
    if (!m_help)
        m_help = new FilterHelp(this);
    m_help->show();
    m_help->raise();
    m_help->activateWindow();
}

} // namespace sockscope
