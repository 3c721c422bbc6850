// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

namespace sockscope {

/// A session that nobody writes any more.
struct PastSession
{
    QString path;
    QDateTime startedAt;
    quint64 rows = 0;
    qint64 bytes = 0; ///< of the file
    bool isClosed = true; ///< false: its program was killed
};

/// Where logs are kept while they are written and, bounded, afterwards.
class SessionDirectory
{
public:
    static constexpr int MaxKept = 10;
    static constexpr qint64 MaxKeptBytes = 4LL * 1024 * 1024 * 1024;

    /// "sockscope/sessions" in the user's directory for state (XDG_STATE_HOME).
    static QString standardPath();
    explicit SessionDirectory(const QString &path = standardPath()) : m_path(path) { }

    QString path() const { return m_path; }
    /// A name that is free for a log that begins now. Makes the directory; that it cannot will be told by who
    /// makes the file.
    QString newFile(const QDateTime &startedAt) const;
    /// Newest first; without those that are being written.
    QList<PastSession> sessions() const;
    /// Removes empty sessions, and the oldest beyond MaxKept and MaxKeptBytes. One that was not closed stays:
    /// nobody has seen it yet.
    void prune() const;
    /// A person knows of a session that was not closed: it is like any other from now on.
    static void acknowledge(const QString &path);

private:
    QString m_path;
};

} // namespace sockscope
