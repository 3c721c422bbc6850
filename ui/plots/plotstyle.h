// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPen>

class QCustomPlot;

namespace sockscope {

/// Dresses a plot in the theme's colours and fonts.
void stylePlot(QCustomPlot *plot);
/// Dresses a plot's legend.
void styleLegend(QCustomPlot *plot);
/// The line of a curve; the chosen one is stronger.
QPen curvePen(const QColor &colour, bool isChosen);

} // namespace sockscope
