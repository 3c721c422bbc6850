// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/axistickers.h"

#include <QObject>

#include <algorithm>
#include <array>
#include <cmath>

namespace sockscope {

namespace {

constexpr int WantedTicks = 4;
constexpr double BytesLogBase = 16;
constexpr int PixelsPerLabel = 20;

QString rttLabel(double milliseconds)
{
    if (milliseconds >= 1000)
        return QObject::tr("%1 s").arg(milliseconds / 1000);
    return QObject::tr("%1 ms").arg(milliseconds);
}

} // namespace

double RelativeTimeTicker::getTickStep(const QCPRange &range)
{
    static constexpr std::array steps{
        0.1, 0.2, 0.5, 1., 2., 5., 10., 15., 30., 60., 120., 300., 600., 1800., 3600.};
    const double wanted = range.size() / WantedTicks;
    for (const double step : steps) {
        if (step >= wanted)
            return step;
    }
    return steps.back() * std::ceil(wanted / steps.back());
}

QString RelativeTimeTicker::getTickLabel(double tick, const QLocale &, QChar, int)
{
    const double seconds = tick - mTickOrigin;
    if (std::abs(seconds) < 1e-6)
        return QObject::tr("now");
    if (std::abs(seconds) < 120)
        return QObject::tr("%1 s").arg(seconds, 0, 'g', 4);
    return QObject::tr("%1 min").arg(seconds / 60, 0, 'g', 4);
}

QString RttLogTicker::getTickLabel(double tick, const QLocale &, QChar, int)
{
    return rttLabel(tick);
}

QString RttTicker::getTickLabel(double tick, const QLocale &, QChar, int)
{
    return rttLabel(tick);
}

BytesLogTicker::BytesLogTicker()
{
    setLogBase(BytesLogBase);
}

void BytesLogTicker::fit(const QCPRange &range, int pixels)
{
    const double powers = std::log(range.upper / range.lower) / std::log(BytesLogBase);
    const double labels = std::max(2, pixels / PixelsPerLabel);
    setLogBase(std::pow(BytesLogBase, std::max(1.0, std::ceil(powers / labels))));
}

QString BytesLogTicker::getTickLabel(double tick, const QLocale &, QChar, int)
{
    static constexpr std::array units{"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    double value = tick;
    size_t unit = 0;
    for (; value >= 1024 && unit + 1 < units.size(); ++unit)
        value /= 1024;
    return QStringLiteral("%1 %2").arg(value).arg(QLatin1StringView(units[unit]));
}

} // namespace sockscope
