// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plottable.h"

#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QTableView>

namespace sockscope {

namespace {

constexpr int RowHeight = 20;

} // namespace

void setUpPlotTable(QTableView *table, QAbstractItemModel *model, int figureWidth)
{
    table->setModel(model);
    table->setFont(fixedFont());
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setMinimumSectionSize(RowHeight);
    table->verticalHeader()->setDefaultSectionSize(RowHeight);
    QHeaderView *header = table->horizontalHeader();
    header->setHighlightSections(false);
    header->setStyleSheet(QStringLiteral("QHeaderView::section { padding: 3px 4px; }")); // as cells
    header->setSectionsClickable(false);
    header->setMinimumSectionSize(RowHeight);
    header->setDefaultSectionSize(figureWidth);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(0, QHeaderView::Stretch);
}

} // namespace sockscope
