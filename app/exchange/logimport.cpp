// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/logimport.h"

#include <QDir>
#include <QFile>

namespace sockscope {

namespace {

constexpr qint64 GlanceBytes = 4096;

// The first characters of a HAR, which is laid out as its writer liked.
bool looksLikeHar(QByteArray start)
{
    start.removeIf([](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
    if (start.startsWith("\xEF\xBB\xBF")) // a byte order mark
        start.remove(0, 3);
    return start.startsWith("{\"log\":{");
}

} // namespace

OpenedSession openLog(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        OpenedSession failed;
        failed.error =
            QStringLiteral("%1 cannot be read: %2").arg(QDir::toNativeSeparators(path), file.errorString());
        return failed;
    }
    const QByteArray start = file.peek(GlanceBytes);
    if (!start.startsWith('{') && !looksLikeHar(start))
        return openSession(path);
    OpenedSession imported = looksLikeHar(start) ? importHar(&file) : importJsonLines(&file);
    if (!imported.store)
        imported.error = QStringLiteral("%1: %2").arg(QDir::toNativeSeparators(path), imported.error);
    else if (const quint64 dropped = imported.store->droppedRows(); dropped > 0)
        imported.problems.append(
            QStringLiteral("the first %1 rows are left out: there is room for %2 bytes in memory")
                .arg(dropped)
                .arg(MaxImportBytes));
    return imported;
}

} // namespace sockscope
