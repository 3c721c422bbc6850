// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/jumpbar.h"

#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

namespace sockscope {

namespace {

constexpr int EditWidth = 320;

} // namespace

JumpBar::JumpBar(const QString &label, const QString &placeholder, QWidget *parent)
    : QWidget(parent), m_edit(new QLineEdit), m_message(new QLabel)
{
    auto *name = new QLabel(label);
    name->setProperty("role", QStringLiteral("muted"));
    name->setTextFormat(Qt::PlainText);
    name->setBuddy(m_edit);
    m_edit->setObjectName(QStringLiteral("jumpText"));
    m_edit->setAccessibleName(label);
    m_edit->setPlaceholderText(placeholder);
    m_edit->setFont(fixedFont());
    m_edit->setFixedWidth(EditWidth);
    m_edit->installEventFilter(this);
    m_message->setObjectName(QStringLiteral("jumpMessage"));
    m_message->setProperty("role", QStringLiteral("muted"));
    m_message->setTextFormat(Qt::PlainText);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(8);
    layout->addWidget(name);
    layout->addWidget(m_edit);
    layout->addWidget(m_message, 1);
    hide();
}

QString JumpBar::text() const
{
    return m_edit->text();
}

void JumpBar::open()
{
    setMessage({});
    show();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void JumpBar::setMessage(const QString &message)
{
    m_message->setText(message);
}

bool JumpBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Escape) {
        hide();
        emit closed();
        return true;
    }
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        emit entered(key->modifiers().testFlag(Qt::ShiftModifier));
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace sockscope
