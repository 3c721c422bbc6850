// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemModel;
class QTableView;

namespace sockscope {

/// The table of figures under a plot: rows of 20 px, the first column takes the room that is left.
QTableView *makePlotTable(QAbstractItemModel *model, int figureWidth);

} // namespace sockscope
