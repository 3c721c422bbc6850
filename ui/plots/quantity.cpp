// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/quantity.h"

#include "app/text/payloadtext.h"
#include "ui/models/figures.h"

#include <QObject>

#include <array>
#include <cmath>

namespace sockscope {

namespace {

constexpr double MsPerSecond = 1000;
constexpr double NsPerMs = 1e6;
constexpr double BytesPerUnit = 1024;
constexpr int TickDigits = 4;

QString millisecondTick(double value)
{
    if (value >= MsPerSecond)
        return QObject::tr("%1 s").arg(value / MsPerSecond, 0, 'g', TickDigits);
    return QObject::tr("%1 ms").arg(value, 0, 'g', TickDigits);
}

QString byteTick(double value)
{
    static constexpr std::array units{"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    size_t unit = 0;
    for (; value >= BytesPerUnit && unit + 1 < units.size(); ++unit)
        value /= BytesPerUnit;
    return QStringLiteral("%1 %2").arg(value, 0, 'g', TickDigits).arg(QLatin1StringView(units[unit]));
}

QString millisecondsWithUnit(double value)
{
    if (value < 1) // on one machine or a fast wire
        return QObject::tr("%1 ms").arg(value, 0, 'f', value < 0.01 ? 4 : 2);
    return formatRtt(std::llround(value * NsPerMs));
}

} // namespace

bool isInBytes(Quantity quantity)
{
    return quantity == Quantity::Bytes || quantity == Quantity::BytesPerSecond;
}

QString quantityText(Quantity quantity, double value)
{
    switch (quantity) {
    case Quantity::Milliseconds:
        return millisecondsWithUnit(value);
    case Quantity::Bytes:
        return formatBytes(quint64(std::llround(value)));
    case Quantity::BytesPerSecond:
        return QObject::tr("%1/s").arg(formatBytes(quint64(std::llround(value))));
    case Quantity::FramesPerSecond:
        return QObject::tr("%1/s").arg(
            value < 10 ? QString::number(value, 'g', 2) : grouped(quint64(std::llround(value))));
    case Quantity::Percent:
        return QObject::tr("%1 %").arg(value, 0, 'f', value < 10 ? 1 : 0);
    }
    return {};
}

QString tickText(Quantity quantity, double value)
{
    switch (quantity) {
    case Quantity::Milliseconds:
        return millisecondTick(value);
    case Quantity::Bytes:
        return byteTick(value);
    case Quantity::BytesPerSecond:
        return QObject::tr("%1/s").arg(byteTick(value));
    case Quantity::FramesPerSecond:
        return QObject::tr("%1/s").arg(value, 0, 'g', TickDigits);
    case Quantity::Percent:
        return QObject::tr("%1 %").arg(value, 0, 'g', TickDigits);
    }
    return {};
}

QString quantityHeader(Quantity quantity)
{
    switch (quantity) {
    case Quantity::Milliseconds:
        return QStringLiteral("milliseconds");
    case Quantity::Bytes:
        return QStringLiteral("bytes");
    case Quantity::BytesPerSecond:
        return QStringLiteral("bytes_per_second");
    case Quantity::FramesPerSecond:
        return QStringLiteral("frames_per_second");
    case Quantity::Percent:
        return QStringLiteral("percent");
    }
    return {};
}

} // namespace sockscope
