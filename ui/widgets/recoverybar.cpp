// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/recoverybar.h"

#include "ui/views/elidinglabel.h"
#include "ui/widgets/logmenu.h"

#include <QToolButton>

namespace sockscope {

RecoveryBar::RecoveryBar(const PastSession &session, qsizetype more, QWidget *parent)
    : QToolBar(tr("Recovery"), parent)
{
    setObjectName(QStringLiteral("recoveryBar"));
    setMovable(false);
    setContextMenuPolicy(Qt::PreventContextMenu);
    QString words =
        tr("Sockscope ended without closing its log, which is safe: %1").arg(pastSessionText(session));
    if (more > 0)
        words += tr(". And %1 more, see Log > Recent logs").arg(more);
    auto *label = new ElidingLabel;
    label->setObjectName(QStringLiteral("recoveryText"));
    label->setText(words);
    label->setToolTip(words);
    label->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    addWidget(label);
    QToolButton *open = addChoice(QStringLiteral("recoveryOpen"), tr("Open"), tr("Show it in a window"));
    open->setProperty("primary", true);
    connect(open, &QToolButton::clicked, this, [this, path = session.path] { emit openRequested(path); });
    QToolButton *later = addChoice(
        QStringLiteral("recoveryLater"), tr("Later"), tr("Keep it, and ask again at the next start"));
    QToolButton *remove =
        addChoice(QStringLiteral("recoveryDelete"), tr("Delete"), tr("Delete the log for good"));
    connect(remove, &QToolButton::clicked, this, [this, path = session.path] { emit deleteRequested(path); });
    for (const QToolButton *choice : {open, later, remove})
        connect(choice, &QToolButton::clicked, this, &QObject::deleteLater);
}

QToolButton *RecoveryBar::addChoice(const QString &name, const QString &text, const QString &toolTip)
{
    auto *button = new QToolButton;
    button->setObjectName(name);
    button->setText(text);
    button->setToolTip(toolTip);
    button->setFocusPolicy(Qt::TabFocus);
    addWidget(button);
    return button;
}

} // namespace sockscope
