// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/sessiondirectory.h"

#include <QToolBar>

class QToolButton;

namespace sockscope {

/// Says that a log was left by a program that was killed, and what can be done with it. Goes when a choice is
/// made.
class RecoveryBar : public QToolBar
{
    Q_OBJECT

public:
    /// @p more such logs there are besides.
    RecoveryBar(const PastSession &session, qsizetype more, QWidget *parent = nullptr);

signals:
    void openRequested(const QString &path);
    void deleteRequested(const QString &path);

private:
    QToolButton *addChoice(const QString &name, const QString &text, const QString &toolTip);
};

} // namespace sockscope
