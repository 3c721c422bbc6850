// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rowfinder.h"
#include "ui/models/rowmarks.h"

namespace sockscope {

class BenchSession;
class FrameLogView;
class JumpBar;

/// Ways through the log by keyboard: find (Ctrl+F, then n and N), go to a row or a time (Ctrl+G), and marks
/// (m sets one, ] and [ go from one to the next).
class LogNavigation : public QObject
{
    Q_OBJECT

public:
    /// Adds its actions to @p view.
    LogNavigation(BenchSession *session, FrameLogModel *model, FrameLogView *view);

    /// To stand below the view.
    QList<QWidget *> bars() const;
    const RowMarks &marks() const { return m_marks; }
    /// Forgets marks of rows that are gone; to be called when the log has been refreshed.
    void refresh();

signals:
    void rowRequested(quint64 number); ///< to be selected
    void remarked(const QString &words);

private:
    void add(const QString &name, const QString &text, const QList<QKeySequence> &keys,
        void (LogNavigation::*act)());
    void openFind();
    void findNext() { find(RowFinder::Way::Down); }
    void findPrevious() { find(RowFinder::Way::Up); }
    void find(RowFinder::Way way);
    void openGoTo();
    void goTo();
    void toggleMark();
    void nextMark();
    void previousMark();
    std::optional<quint64> currentNumber() const;

    BenchSession *m_session;
    FrameLogModel *m_model;
    FrameLogView *m_view;
    RowFinder m_finder;
    RowMarks m_marks;
    JumpBar *m_findBar;
    JumpBar *m_goToBar;
};

} // namespace sockscope
