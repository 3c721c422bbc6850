// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace sockscope {

class FilterStore;

/// Filters with a name to choose and to delete, the recent ones, and a line to give the present one a name.
class FilterMenu : public QMenu
{
    Q_OBJECT

public:
    /// @p store must outlive the menu.
    explicit FilterMenu(FilterStore *store, QWidget *parent = nullptr);

    /// Fills it anew; @p text is what can be saved now, empty for nothing.
    void fill(const QString &text);

signals:
    void chosen(const QString &text);

private:
    void addNameLine(const QString &text);
    void addChoice(const QString &name, const QString &text);

    FilterStore *m_store;
};

} // namespace sockscope
