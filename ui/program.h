// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/benchsession.h"
#include "ui/commandline.h"
#include "ui/savedlogwindows.h"

#include <QTemporaryDir>
#include <QThread>
#include <QTimer>

#include <memory>

class QSettings;

namespace sockscope {

class MainWindow;

/// The running program: settings, session and window, and what the command line asks of them.
class Program : public QObject
{
    Q_OBJECT

public:
    explicit Program(const CommandLine &line);
    ~Program() override;

    /// Shows the window and does what was asked. The event loop runs after it.
    void begin();

private:
    void keepLog();
    void offerRecovery();
    void openFailed(const QString &reason);
    void startServing();
    void onStateChanged(BenchSession::State state);
    void startDevices();
    void stopDevices();
    void showTrouble();
    void saveScreenshot();

    CommandLine m_line;
    QTemporaryDir m_temporary; // settings of a demonstration
    std::unique_ptr<QSettings> m_settings;
    BenchSession m_session;
    std::unique_ptr<MainWindow> m_window;
    MainWindow *m_shown = nullptr; // the window that was asked for
    SavedLogWindows m_savedLogs;
    std::unique_ptr<QThread> m_devices; // their own thread: painting must not count as their round trip
    QTimer m_trouble; // looks for the first broken rule of a demonstration
};

} // namespace sockscope
