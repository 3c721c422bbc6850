// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/framelogmodel.h"

#include <QObject>

#include <functional>

class QAction;

namespace sockscope {

class BenchSession;
class FrameLogView;

/// The actions of the log that put rows on the clipboard: the selected ones, in order, each in the same
/// shape.
class CopyActions : public QObject
{
    Q_OBJECT

public:
    static constexpr int MaxRows = 10'000; ///< of a selection; the rest is left out, and told()
    static constexpr qsizetype MaxBytes = 64 * 1024 * 1024; ///< of all payloads together

    /// Adds them to the context menu of @p view.
    CopyActions(BenchSession *session, FrameLogModel *model, FrameLogView *view);

signals:
    void told(const QString &words); ///< what a person should know of what was copied

private:
    using Shape = std::function<QString(int row)>;

    void add(const QString &name, const QString &text, const Shape &shape, bool isShortcut = false);
    void copy(const Shape &shape);
    void update();
    QString asJson(int row) const;
    QString asWscat(int row) const;
    QByteArray content(int row) const;

    BenchSession *m_session;
    FrameLogModel *m_model;
    FrameLogView *m_view;
    QList<QAction *> m_actions;
};

} // namespace sockscope
