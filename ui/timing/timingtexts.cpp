// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/timingtexts.h"

#include "ui/models/figures.h"
#include "ui/theme/theme.h"

namespace sockscope {

namespace {

constexpr qint64 NsPerMs = 1'000'000;
constexpr double Least = 0.5; // where nothing, which no logarithm has, begins

} // namespace

QString millisecondsFigure(qint64 nanoseconds)
{
    if (nanoseconds < 0)
        return QStringLiteral("–");
    if (nanoseconds < NsPerMs) // on one machine or a fast wire
        return QString::number(double(nanoseconds) / NsPerMs, 'f', 2);
    return millisecondsText(nanoseconds);
}

QString countFigure(quint64 count)
{
    constexpr quint64 Longest = 10'000;
    if (count < Longest)
        return grouped(count);
    double shown = double(count);
    qsizetype unit = -1;
    static const QString units = QStringLiteral("kMG");
    for (; shown >= 1000 && unit + 1 < units.size(); ++unit)
        shown /= 1000;
    return QStringLiteral("%1 %2").arg(shown, 0, 'f', shown < 100 ? 1 : 0).arg(units[unit]);
}

QList<FigureTableModel::Column> percentileColumns(const QString &what)
{
    return {
        {QObject::tr("p50"), QObject::tr("Median of %1 in milliseconds, exact to 1 %").arg(what)},
        {QObject::tr("p95"), QObject::tr("95 of 100 took at most this many milliseconds, exact to 1 %")},
        {QObject::tr("p99"), QObject::tr("99 of 100 took at most this many milliseconds, exact to 1 %")},
    };
}

QList<DistributionPlot::Marker> percentileMarkers(const LogHistogram &histogram, double scale)
{
    if (histogram.count() == 0)
        return {};
    QList<DistributionPlot::Marker> markers;
    const QList<qint64> values = histogram.percentiles(ShownPercents);
    for (qsizetype i = 0; i < values.size(); ++i)
        markers.append(
            {double(values[i]) * scale, QStringLiteral("p%1").arg(ShownPercents[i]), Theme::current().muted});
    return markers;
}

std::vector<Distribution::Bin> distributionBins(const LogHistogram &histogram, double scale)
{
    std::vector<Distribution::Bin> bins;
    for (const LogHistogram::Bucket &bucket : histogram.buckets())
        bins.push_back({std::max(double(bucket.low), Least) * scale, double(bucket.high + 1) * scale,
            bucket.count, bucket.row});
    return bins;
}

} // namespace sockscope
