// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/limits/limitsarchive.h"

#include "app/exchange/savefile.h"
#include "app/limits/limitsjson.h"
#include "app/session/sessiondirectory.h"

#include <QDir>

#include <algorithm>

namespace sockscope {

namespace {

const QString Suffix = QStringLiteral(".json");
constexpr qint64 MaxFileBytes = 1024 * 1024; // reportFromJson() wants less still

} // namespace

QString LimitsArchive::standardPath()
{
    return QDir::cleanPath(SessionDirectory::standardPath() + QStringLiteral("/../limits"));
}

// Names begin with the date, so that their order is that of time.
QStringList LimitsArchive::files() const
{
    return QDir(m_path).entryList(
        {QStringLiteral("[0-9][0-9][0-9][0-9]-*") + Suffix}, QDir::Files, QDir::Name | QDir::Reversed);
}

QString LimitsArchive::save(const LimitsReport &report) const
{
    QDir().mkpath(m_path);
    const QString stem = report.at.toUTC().toString(QStringLiteral("yyyy-MM-dd_HH-mm-ss-zzz"));
    const QString path = QDir(m_path).filePath(stem + Suffix);
    if (const QString fault = saveFile(path, reportToJson(report)); !fault.isEmpty())
        return QStringLiteral("The result is not saved: %1: %2.").arg(path, fault);
    const QStringList old = files().mid(MaxKept);
    for (const QString &name : old)
        QFile::remove(QDir(m_path).filePath(name));
    return {};
}

QList<SavedReport> LimitsArchive::reports() const
{
    QList<SavedReport> found;
    const QStringList names = files().first(std::min<qsizetype>(MaxKept, files().size()));
    for (const QString &name : names) {
        QFile file(QDir(m_path).filePath(name));
        if (!file.open(QIODevice::ReadOnly) || file.size() > MaxFileBytes)
            continue;
        const auto read = reportFromJson(file.readAll());
        if (const auto *report = std::get_if<LimitsReport>(&read))
            found.append({file.fileName(), *report});
    }
    return found;
}

QString LimitsArchive::remove(const QString &path)
{
    QFile file(path);
    return file.remove() ? QString() : QStringLiteral("%1 is not removed: %2.").arg(path, file.errorString());
}

} // namespace sockscope
