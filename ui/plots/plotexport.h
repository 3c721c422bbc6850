// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/plotfigures.h"

#include <QSize>

namespace sockscope {

class ScopePlot;

enum class PlotFormat {
    Png, ///< twice as fine as on the screen
    Pdf, ///< lines and text, sharp at any size
    Csv, ///< the points in view
};

/// "png"
QString suffixOf(PlotFormat format);
/// Writes what @p plot shows, with the names of its curves. The file is there when all of it is, and as it
/// was before otherwise. Returns why not in one sentence; empty when all is well.
QString exportPlot(ScopePlot *plot, PlotFormat format, const QString &path);

} // namespace sockscope
