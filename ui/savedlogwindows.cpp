// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/savedlogwindows.h"

#include "app/exchange/logimport.h"
#include "ui/mainwindow.h"

#include <QFileInfo>
#include <QGuiApplication>
#include <QSettings>
#include <QTemporaryDir>

namespace sockscope {

/// A window and what it shows. Its layout is its own: it has fewer panels than the bench's.
struct SavedLogWindow
{
    SavedLogWindow(std::unique_ptr<CaptureStore> log, const QSettings &theme)
        : settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat)
        , session(std::move(log))
        , window(&session, MainWindow::withThemeOf(theme, &settings))
    { }

    QTemporaryDir folder;
    QSettings settings;
    BenchSession session;
    MainWindow window;
};

SavedLogWindows::SavedLogWindows(const QSettings *settings, QObject *parent)
    : QObject(parent), m_settings(settings)
{ }

SavedLogWindows::~SavedLogWindows() = default;

MainWindow *SavedLogWindows::open(const QString &path)
{
    QGuiApplication::setOverrideCursor(Qt::WaitCursor);
    OpenedSession opened = openLog(path);
    QGuiApplication::restoreOverrideCursor();
    if (!opened.store) {
        emit failed(opened.error + u'.');
        return nullptr;
    }
    m_windows.push_back(std::make_unique<SavedLogWindow>(std::move(opened.store), *m_settings));
    MainWindow *window = &m_windows.back()->window;
    window->setWindowTitle(tr("%1 – Sockscope").arg(QFileInfo(path).fileName()));
    window->tellProblems(opened.problems);
    connect(window, &MainWindow::openRequested, this, &SavedLogWindows::open);
    connect(this, &SavedLogWindows::failed, window, &MainWindow::say);
    connect(
        window, &MainWindow::closed, this, [this, window] { forget(window); }, Qt::QueuedConnection);
    window->show();
    return window;
}

void SavedLogWindows::forget(const MainWindow *window)
{
    std::erase_if(m_windows, [window](const auto &entry) { return &entry->window == window; });
}

} // namespace sockscope
