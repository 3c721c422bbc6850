// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/framelogmodel.h"

#include <QObject>

class QAction;

namespace sockscope {

class BenchSession;
class FrameLogView;

/// The actions of the log that make a filter out of the current cell. They say which.
class CellFilterActions : public QObject
{
    Q_OBJECT

public:
    /// Adds them to the context menu of @p view.
    CellFilterActions(BenchSession *session, FrameLogModel *model, FrameLogView *view);

signals:
    void filterRequested(const QString &filter); ///< to be joined with what is filtered by already

private:
    void update(const QModelIndex &cell);
    QString filterOf(const QModelIndex &cell) const;
    QAction *addAction(const QString &name);

    BenchSession *m_session;
    FrameLogModel *m_model;
    FrameLogView *m_view;
    QAction *m_keep;
    QAction *m_hide;
    QString m_filter; // of the current cell
};

} // namespace sockscope
