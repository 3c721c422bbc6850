// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/plotandtable.h"

#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

namespace sockscope {

namespace {

constexpr int Margin = 4;
constexpr double TableShare = 0.45; // of the height, at most
constexpr int LeastRows = 2;

} // namespace

PlotAndTable::PlotAndTable(QWidget *plot, QTableView *table, QWidget *parent)
    : QWidget(parent), m_table(table)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Margin, 0, 0, Margin);
    layout->setSpacing(Margin);
    layout->addWidget(plot, 1);
    layout->addWidget(table);
    const QAbstractItemModel *model = table->model();
    connect(model, &QAbstractItemModel::modelReset, this, &PlotAndTable::fitTable);
    fitTable();
}

void PlotAndTable::fitTable()
{
    const int rowHeight = m_table->verticalHeader()->defaultSectionSize();
    const int headerHeight = m_table->horizontalHeader()->sizeHint().height();
    const int room = std::max(LeastRows, int(height() * TableShare - headerHeight) / rowHeight);
    const int rows = std::clamp(m_table->model()->rowCount(), 1, room);
    m_table->setFixedHeight(headerHeight + rows * rowHeight);
}

void PlotAndTable::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitTable();
}

} // namespace sockscope
