// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/caexport.h"

#include "app/bench/tlssettings.h"

#include <QDir>
#include <QSaveFile>

namespace sockscope {

std::optional<QByteArray> developmentCaText(CaFormat format, QString *error)
{
    const auto authority = developmentCa(error);
    if (!authority)
        return std::nullopt;
    return format == CaFormat::CArray ? authority->certificateAsC() : authority->certificate();
}

bool saveDevelopmentCa(CaFormat format, const QString &path, QString *error)
{
    const auto text = developmentCaText(format, error);
    if (!text)
        return false;
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(*text) == text->size() && file.commit())
        return true;
    *error =
        QStringLiteral("Cannot write \"%1\": %2").arg(QDir::toNativeSeparators(path), file.errorString());
    return false;
}

} // namespace sockscope
