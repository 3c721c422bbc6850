// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/faults/faultkind.h"

#include <QMenu>

namespace sockscope {

/// Every fault there is, by what it acts on, with a sentence that says what it does.
class FaultMenu : public QMenu
{
    Q_OBJECT

public:
    explicit FaultMenu(QWidget *parent = nullptr);

signals:
    void chosen(sockscope::FaultKind kind);

private:
    QMenu *addPlace(FaultPlace place);
};

} // namespace sockscope
