// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/limits/limitsreport.h"

namespace sockscope {

/// A report that was saved.
struct SavedReport
{
    QString path;
    LimitsReport report;
};

/// Reports in files of a directory, one each, named after their time: the newest MaxKept, older ones are
/// removed.
class LimitsArchive
{
public:
    static constexpr int MaxKept = 200;

    explicit LimitsArchive(QString path) : m_path(std::move(path)) { }
    /// Beside the logs: $XDG_STATE_HOME/sockscope/limits on Linux.
    static QString standardPath();

    const QString &path() const { return m_path; }
    /// Why it could not be saved, in a sentence; empty when it was.
    QString save(const LimitsReport &report) const;
    /// Newest first.
    QList<SavedReport> reports() const;
    /// Why it could not be removed; empty when it was.
    static QString remove(const QString &path);

private:
    QStringList files() const;

    QString m_path;
};

} // namespace sockscope
