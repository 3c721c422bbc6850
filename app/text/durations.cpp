// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/durations.h"

#include <algorithm>

namespace sockscope {

QString formatDuration(qint64 nanoseconds)
{
    const double seconds = double(std::max<qint64>(nanoseconds, 0)) / 1e9;
    if (seconds < 0.01)
        return QStringLiteral("%1 ms").arg(seconds * 1000, 0, 'f', 1);
    if (seconds < 10)
        return QStringLiteral("%1 s").arg(seconds, 0, 'f', 2);
    const auto whole = qint64(seconds);
    if (whole < 60)
        return QStringLiteral("%1 s").arg(whole);
    if (whole < 3600)
        return QStringLiteral("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    return QStringLiteral("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

QString shortDuration(qint64 nanoseconds)
{
    const double seconds = double(std::max<qint64>(nanoseconds, 0)) / 1e9;
    const auto amount = [](double number, const char *unit) {
        return QStringLiteral("%1 %2").arg(
            QString::number(number, 'g', number < 100 ? 2 : 3), QLatin1StringView(unit));
    };
    if (seconds < 0.01)
        return amount(seconds * 1000, "ms");
    if (seconds < 100)
        return amount(seconds, "s");
    return seconds < 100 * 60 ? amount(seconds / 60, "min") : amount(seconds / 3600, "h");
}

} // namespace sockscope
