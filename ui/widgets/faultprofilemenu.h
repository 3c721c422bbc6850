// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/faults/fault.h"

#include <QMenu>

namespace sockscope {

class FaultStore;

/// Profiles to choose: none, those that come with the program, and those with a name of one's own.
class FaultProfileMenu : public QMenu
{
    Q_OBJECT

public:
    enum class Extent : quint8 {
        Choose, ///< only that
        Manage, ///< to save, delete, import and export besides
    };

    /// @p store must outlive the menu.
    FaultProfileMenu(FaultStore *store, Extent extent, QWidget *parent = nullptr);

    /// What is used now is ticked, and can be saved unless it is empty.
    void fill(const FaultProfile &present);

signals:
    void chosen(const sockscope::FaultProfile &profile);
    void saveRequested(const QString &name);
    void importRequested();
    void exportRequested();

private:
    void addChoice(const FaultProfile &profile, const FaultProfile &present);
    void addNameLine();
    void addRemoval();

    FaultStore *m_store;
    Extent m_extent;
};

} // namespace sockscope
