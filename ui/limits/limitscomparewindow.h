// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/limits/limitsreport.h"

#include <QWidget>

namespace sockscope {

/// Two results side by side, with what differs marked. Deleted when it is closed.
class LimitsCompareWindow : public QWidget
{
    Q_OBJECT

public:
    LimitsCompareWindow(const LimitsReport &first, const LimitsReport &second, QWidget *parent);

signals:
    void remarked(const QString &words);
    void failed(const QString &words);
};

} // namespace sockscope
