// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/comparedframe.h"

#include <QObject>

class QAction;

namespace sockscope {

class FrameLogModel;
class FrameLogView;

/// The actions of the log that put two rows side by side: c keeps one, Shift+C opens it with another.
class CompareActions : public QObject
{
    Q_OBJECT

public:
    /// Adds them to the context menu of @p view.
    CompareActions(BenchSession *session, FrameLogModel *model, FrameLogView *view);

signals:
    void told(const QString &words); ///< what a person should know of what was done

private:
    QAction *add(const QString &name, const QKeySequence &key, void (CompareActions::*act)());
    void keep();
    void compare();
    void update();
    std::optional<ComparedFrame> current() const;

    BenchSession *m_session;
    FrameLogModel *m_model;
    FrameLogView *m_view;
    QAction *m_keep;
    QAction *m_compare;
    std::optional<ComparedFrame> m_kept;
};

} // namespace sockscope
