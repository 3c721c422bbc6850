// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

class QSettings;

namespace sockscope {

class CaptureStore;

/// How much the log may hold before it drops its oldest rows. Kept in the settings, in force at once.
class LogSizeMenu : public QMenu
{
    Q_OBJECT

public:
    LogSizeMenu(CaptureStore *capture, QSettings *settings, QWidget *parent = nullptr);

private:
    void choose(qint64 bytes);

    CaptureStore *m_capture;
    QSettings *m_settings;
};

} // namespace sockscope
