// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemModel;
class QTableView;

namespace sockscope {

/// Makes @p table the table of figures under a plot: rows of 20 px, the first column takes the room that is
/// left.
void setUpPlotTable(QTableView *table, QAbstractItemModel *model, int figureWidth);

} // namespace sockscope
