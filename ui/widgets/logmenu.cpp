// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/logmenu.h"

#include "app/bench/benchsession.h"
#include "app/session/sessioncopy.h"
#include "app/text/payloadtext.h"
#include "app/threads/callin.h"
#include "ui/models/figures.h"
#include "ui/widgets/filedialogs.h"
#include "ui/widgets/logsizemenu.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QThread>

namespace sockscope {

namespace {

QString openFilter()
{
    return LogMenu::tr("Logs (*.sockscope *.jsonl *.har);;All files (*)");
}

} // namespace

QString pastSessionText(const PastSession &session)
{
    return QStringLiteral("%1 · %2 · %3")
        .arg(QLocale::c().toString(session.startedAt, QStringLiteral("d MMM hh:mm:ss")),
            session.rows == 1 ? LogMenu::tr("1 row") : LogMenu::tr("%1 rows").arg(grouped(session.rows)),
            formatBytes(quint64(session.bytes)));
}

LogMenu::LogMenu(BenchSession *session, QSettings *settings, QWidget *parent)
    : QMenu(tr("Log"), parent), m_session(session), m_recent(new QMenu(tr("Recent logs"), this))
{
    QAction *open = addAction(tr("Open log…"), this, &LogMenu::chooseFileToOpen);
    open->setObjectName(QStringLiteral("openLog"));
    open->setShortcut(QKeySequence::Open);
    m_recent->setObjectName(QStringLiteral("recentLogs"));
    addMenu(m_recent);
    connect(m_recent, &QMenu::aboutToShow, this, &LogMenu::fillRecent);
    addSeparator();
    m_save = addAction(tr("Save log as…"), this, &LogMenu::chooseFileToSave);
    m_save->setObjectName(QStringLiteral("saveLog"));
    m_save->setShortcut(QKeySequence::Save);
    QAction *exported = addAction(tr("Export…"), this, &LogMenu::exportRequested);
    exported->setObjectName(QStringLiteral("exportLog"));
    exported->setShortcut(Qt::CTRL | Qt::Key_E);
    if (!session->isSaved()) {
        addSeparator();
        addMenu(new LogSizeMenu(&session->capture(), settings, this));
    }
}

LogMenu::~LogMenu()
{
    if (!m_saving)
        return;
    m_saving->requestInterruption();
    m_saving->wait();
}

void LogMenu::chooseFileToOpen()
{
    QFileDialog *dialog =
        makeOpenDialog(parentWidget(), tr("Open a log"), openFilter(), SessionDirectory::standardPath());
    connect(dialog, &QFileDialog::fileSelected, this, &LogMenu::openRequested);
    dialog->open();
}

void LogMenu::fillRecent()
{
    m_recent->clear();
    const QList<PastSession> sessions = SessionDirectory().sessions();
    for (const PastSession &session : sessions) {
        const QString text = pastSessionText(session);
        QAction *action = m_recent->addAction(session.isClosed ? text : tr("%1 · not closed").arg(text));
        connect(action, &QAction::triggered, this, [this, path = session.path] { emit openRequested(path); });
    }
    if (sessions.isEmpty())
        m_recent->addAction(tr("None yet"))->setEnabled(false);
}

void LogMenu::chooseFileToSave()
{
    const QString time = m_session->capture().startedAt().toString(QStringLiteral("yyyy-MM-dd_HH-mm-ss"));
    QFileDialog *dialog = makeSaveDialog(parentWidget(), tr("Save the log"),
        tr("Sockscope logs (*.sockscope)"), time + QStringLiteral(".sockscope"));
    connect(dialog, &QFileDialog::fileSelected, this, &LogMenu::saveAs);
    dialog->open();
}

void LogMenu::saveAs(const QString &path)
{
    if (QFileInfo(path) == QFileInfo(m_session->capture().filePath())) {
        emit failed(tr("%1 is the log itself: choose another name.").arg(QDir::toNativeSeparators(path)));
        return;
    }
    m_save->setEnabled(false);
    m_saving.reset(QThread::create([this, path] {
        const QString error = copySession(m_session->capture(), path,
            [](quint64) { return !QThread::currentThread()->isInterruptionRequested(); });
        callIn(this, [this, path, error] { finishSaving(path, error); });
    }));
    m_saving->start();
    emit remarked(tr("Saving the log…"));
}

void LogMenu::finishSaving(const QString &path, const QString &error)
{
    m_saving->wait();
    m_saving.reset();
    m_save->setEnabled(true);
    if (error.isEmpty())
        emit remarked(tr("Saved the log as %1.").arg(QDir::toNativeSeparators(path)));
    else
        emit failed(error + u'.');
}

} // namespace sockscope
