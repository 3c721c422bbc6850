// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/framelogmodel.h"

#include <QObject>

class QMenu;
class QSettings;

namespace sockscope {

class FrameLogView;

/// Which columns the log shows, in which order and how wide, and what its times are counted from: chosen in
/// the menu of its header, and kept in the settings.
class LogColumns : public QObject
{
    Q_OBJECT

public:
    /// @p settings may be null.
    LogColumns(QSettings *settings, FrameLogModel *model, FrameLogView *view);

private:
    void showMenu(const QPoint &place);
    void addColumns(QMenu *menu);
    void addTimeFormats(QMenu *menu);
    void restore();
    void save();
    void reset();

    QSettings *m_settings;
    FrameLogModel *m_model;
    FrameLogView *m_view;
};

} // namespace sockscope
