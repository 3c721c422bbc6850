// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/sessiondirectory.h"

#include <QMenu>

class QSettings;
class QThread;

namespace sockscope {

class BenchSession;

/// What is done with a log as a whole: open one, save or export this one, how large it may become.
class LogMenu : public QMenu
{
    Q_OBJECT

public:
    LogMenu(BenchSession *session, QSettings *settings, QWidget *parent = nullptr);
    /// Stops a log that is being saved.
    ~LogMenu() override;

    /// Writes the log to @p path beside everything else; remarked() or failed() tells of the end.
    void saveAs(const QString &path);

signals:
    void openRequested(const QString &path);
    void exportRequested();
    void remarked(const QString &words);
    void failed(const QString &words);

private:
    void chooseFileToOpen();
    void chooseFileToSave();
    void fillRecent();
    void finishSaving(const QString &path, const QString &error);

    BenchSession *m_session;
    QMenu *m_recent;
    QAction *m_save;
    std::unique_ptr<QThread> m_saving;
};

/// "4 May 10:01:22 · 1,234 rows · 4.0 MiB".
QString pastSessionText(const PastSession &session);

} // namespace sockscope
