// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/capturearguments.h"

#include <QCommandLineParser>

namespace sockscope {

std::optional<OptionsAnswer> CaptureArguments::read(
    const QCommandLineParser &parser, CaptureSettings *settings) const
{
    if (!parser.isSet(file)) {
        if (parser.isSet(size))
            return refuse(QStringLiteral("--capture-size goes with --capture"));
        return std::nullopt;
    }
    settings->path = parser.value(file);
    settings->capacity = CaptureStore::DefaultFileCapacity;
    if (settings->path.isEmpty())
        return refuse(QStringLiteral("--capture wants a file, not \"\""));
    if (!parser.isSet(size))
        return std::nullopt;
    bool isNumber = false;
    settings->capacity = parser.value(size).toLongLong(&isNumber);
    if (!isNumber || settings->capacity < CaptureStore::MinCapacity)
        return refuse(QStringLiteral("--capture-size wants a whole number of bytes from %1 on, not \"%2\"")
                          .arg(CaptureStore::MinCapacity)
                          .arg(parser.value(size)));
    return std::nullopt;
}

} // namespace sockscope
