// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/caexport.h"

#include "app/bench/tlssettings.h"
#include "app/exchange/savefile.h"

#include <QDir>

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
    const QString fault = saveFile(path, *text);
    if (!fault.isEmpty())
        *error = QStringLiteral("Cannot write \"%1\": %2").arg(QDir::toNativeSeparators(path), fault);
    return fault.isEmpty();
}

} // namespace sockscope
