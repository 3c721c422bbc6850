// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/sessiondirectory.h"

#include "app/capture/fileformat.h"
#include "app/capture/sessionfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>

#include <cstddef>

namespace sockscope {

namespace {

const QString Suffix = QStringLiteral(".sockscope");

} // namespace

QString SessionDirectory::standardPath()
{
#ifdef Q_OS_LINUX
    QString state = qEnvironmentVariable("XDG_STATE_HOME");
    if (!QDir::isAbsolutePath(state)) // as the XDG base directory specification wants it
        state = QDir::home().filePath(QStringLiteral(".local/state"));
    return QDir(state).filePath(QStringLiteral("sockscope/sessions"));
#else
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation))
        .filePath(QStringLiteral("sessions"));
#endif
}

QString SessionDirectory::newFile(const QDateTime &startedAt) const
{
    QDir().mkpath(m_path);
    const QString stem = startedAt.toString(QStringLiteral("yyyy-MM-dd_HH-mm-ss"));
    return QDir(m_path).filePath(
        QStringLiteral("%1_%2%3").arg(stem).arg(QCoreApplication::applicationPid()).arg(Suffix));
}

QList<PastSession> SessionDirectory::sessions() const
{
    QList<PastSession> found;
    const QStringList names = QDir(m_path).entryList({u'*' + Suffix}, QDir::Files);
    for (const QString &name : names) {
        const QString path = QDir(m_path).filePath(name);
        const auto glance = glanceAtSession(path);
        if (glance && !glance->isBeingWritten)
            found.append({path, glance->startedAt, glance->rows, glance->bytes, glance->isClosed});
    }
    std::ranges::sort(found, std::ranges::greater(), &PastSession::startedAt);
    return found;
}

void SessionDirectory::acknowledge(const QString &path)
{
    QFile file(path);
    const quint32 isClosed = 1;
    if (file.open(QIODevice::ReadWrite) && file.seek(offsetof(fileformat::FileHeader, isClosed)))
        file.write(reinterpret_cast<const char *>(&isClosed), sizeof isClosed);
}

void SessionDirectory::prune() const
{
    int kept = 0;
    qint64 bytes = 0;
    const QList<PastSession> all = sessions();
    for (const PastSession &session : all) {
        const bool isWanted = session.rows > 0
            && (!session.isClosed || (kept < MaxKept && bytes + session.bytes <= MaxKeptBytes));
        if (!isWanted) {
            QFile::remove(session.path);
            continue;
        }
        ++kept;
        bytes += session.bytes;
    }
}

} // namespace sockscope
