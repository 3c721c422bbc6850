// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timing/loghistogram.h"
#include "ui/plots/distributionplot.h"
#include "ui/plots/figuretablemodel.h"

namespace sockscope {

inline constexpr double MsPerNs = 1e-6;
/// Nanoseconds as a figure in milliseconds: "0.16", "3.1", "148"; "–" for none.
QString millisecondsFigure(qint64 nanoseconds);
/// A number of things in a narrow column: "9,999", "36.0 k", "1.2 M".
QString countFigure(quint64 count);
/// What half, 95 and 99 of 100 values do not exceed.
inline const QList<double> ShownPercents{50, 95, 99};
/// Columns for them, in milliseconds of @p what.
QList<FigureTableModel::Column> percentileColumns(const QString &what);
/// Lines at ShownPercents of @p histogram, whose values are @p scale of the axis' unit.
QList<DistributionPlot::Marker> percentileMarkers(const LogHistogram &histogram, double scale);
/// What is drawn of it.
std::vector<Distribution::Bin> distributionBins(const LogHistogram &histogram, double scale);

} // namespace sockscope
