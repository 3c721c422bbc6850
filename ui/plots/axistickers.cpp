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
constexpr int MostPowers = 20; // that a step of a logarithmic axis spans

// The ticks of a grid that repeats every @p base, at @p steps of it.
QVector<double> powerTicks(const QCPRange &range, double base, std::initializer_list<double> steps)
{
    QVector<double> ticks;
    const int first = int(std::floor(std::log(range.lower) / std::log(base)));
    for (int power = first; std::pow(base, power) <= range.upper; ++power) {
        for (const double step : steps) {
            const double tick = step * std::pow(base, power);
            if (tick >= range.lower * (1 - 1e-9) && tick <= range.upper * (1 + 1e-9))
                ticks.append(tick);
        }
    }
    return ticks;
}

} // namespace

double RelativeTimeTicker::getTickStep(const QCPRange &range)
{
    static constexpr std::array steps{0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2,
        0.5, 1., 2., 5., 10., 15., 30., 60., 120., 300., 600., 1800., 3600., 7200., 21600., 86400.};
    const double wanted = range.size() / WantedTicks * 0.95; // 60 s and the room behind them are four of 15 s
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
    if (std::abs(seconds) < 7200)
        return QObject::tr("%1 min").arg(seconds / 60, 0, 'g', 4);
    return QObject::tr("%1 h").arg(seconds / 3600, 0, 'g', 4);
}

LinearTicker::LinearTicker(Quantity quantity) : m_quantity(quantity)
{
    setTickCount(WantedTicks);
}

double LinearTicker::getTickStep(const QCPRange &range)
{
    if (!isInBytes(m_quantity))
        return QCPAxisTicker::getTickStep(range);
    const double wanted = std::max(range.size() / tickCount(), 1.);
    return std::pow(2, std::round(std::log2(wanted)));
}

QString LinearTicker::getTickLabel(double tick, const QLocale &, QChar, int)
{
    return tickText(m_quantity, std::abs(tick) < 1e-9 ? 0 : tick);
}

QVector<double> LogTicker::createTickVector(double tickStep, const QCPRange &range)
{
    if (range.lower <= 0)
        return {};
    const double base = isInBytes(m_quantity) ? 2 : 10;
    QVector<double> ticks;
    if (base == 10)
        ticks = powerTicks(range, base, {1, 2, 5});
    for (int powers = 1; powers <= MostPowers && (ticks.isEmpty() || ticks.size() > tickCount() + 1);
         ++powers)
        ticks = powerTicks(range, std::pow(base, powers), {1});
    // Zoomed into less than a step of them.
    return ticks.size() < 2 ? QCPAxisTicker::createTickVector(tickStep, range) : ticks;
}

} // namespace sockscope
