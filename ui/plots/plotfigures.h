// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace sockscope {

/// What a plot shows, as a table.
struct PlotFigures
{
    QStringList header;
    QList<QStringList> rows;
};

} // namespace sockscope
