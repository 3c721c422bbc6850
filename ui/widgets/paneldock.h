// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDockWidget>

namespace sockscope {

class PanelHeader;

/// The dock of one panel. The panel's own header becomes the title bar, or a plain one is made; a tab among
/// others has none, its tab says the title already, unless the panel has controls in it.
class PanelDock : public QDockWidget
{
    Q_OBJECT

public:
    enum class Bar {
        Title, ///< with a close button
        None, ///< a few lines that need no name; opened and closed from the view menu only
    };

    /// @p name is what the saved layout knows the dock by.
    PanelDock(const QString &name, const QString &title, QWidget *panel, Bar bar, QWidget *parent = nullptr);

private:
    void buildHeader(QWidget *panel);
    bool isTab();
    void updateTitle();

    PanelHeader *m_header = nullptr;
    QWidget *m_noTitle;
    bool m_hasControls = false; // of the panel's own
};

} // namespace sockscope
