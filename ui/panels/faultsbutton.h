// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

class QAction;

namespace sockscope {

class FaultPlans;
class FaultProfileMenu;

/// Says at a glance whether anything is broken on purpose, and what; its menu switches that and chooses
/// another profile for all connections.
class FaultsButton : public QToolButton
{
    Q_OBJECT

public:
    /// @p plans must outlive the button.
    explicit FaultsButton(FaultPlans *plans, QWidget *parent = nullptr);

signals:
    void editRequested();

private:
    void fillMenu();
    void showPlans();

    FaultPlans *m_plans;
    FaultProfileMenu *m_menu;
    QAction *m_on;
    QAction *m_edit;
};

} // namespace sockscope
