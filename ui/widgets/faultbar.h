// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QToolButton;

namespace sockscope {

class FaultList;
class FaultMenu;
class FaultProfileMenu;
class FaultStore;

/// Above a list of faults: a menu to add one, the profile it came from, and buttons to double and remove one.
class FaultBar : public QWidget
{
    Q_OBJECT

public:
    /// @p list and @p store must outlive the bar.
    FaultBar(FaultList *list, FaultStore *store, QWidget *parent = nullptr);

    FaultMenu *addMenu() const { return m_addMenu; }
    FaultProfileMenu *profileMenu() const { return m_profileMenu; }
    void openAddMenu();
    void setProfile(const QString &words);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showIcons();
    void elideProfile();

    FaultMenu *m_addMenu;
    FaultProfileMenu *m_profileMenu;
    QToolButton *m_add;
    QToolButton *m_profile;
    QString m_words; // of the profile
};

} // namespace sockscope
