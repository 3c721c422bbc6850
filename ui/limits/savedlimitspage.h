// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/limits/limitsarchive.h"

#include <QUndoStack>
#include <QWidget>

class QListWidget;
class QPushButton;

namespace sockscope {

/// Results of before: to open, to compare two of them, and to remove, which can be undone.
class SavedLimitsPage : public QWidget
{
    Q_OBJECT

public:
    explicit SavedLimitsPage(LimitsArchive archive, QWidget *parent = nullptr);

    /// Saves @p report. Why it could not be, in a sentence; empty when it was.
    QString keep(const LimitsReport &report);
    /// While a search runs, its result is shown and no other.
    void setSearching(bool on);

signals:
    void opened(const sockscope::LimitsReport &report);
    void remarked(const QString &words);
    void failed(const QString &words);

private:
    class Removal;

    void buildActions();
    void fill();
    void showState();
    QList<SavedReport> chosen() const; // newest first
    void open();
    void compare();
    void remove();

    LimitsArchive m_archive;
    QUndoStack m_undo;
    QList<SavedReport> m_reports; // as m_list has them
    bool m_isSearching = false;
    QListWidget *m_list;
    QPushButton *m_open;
    QPushButton *m_compare;
    QPushButton *m_remove;
};

} // namespace sockscope
