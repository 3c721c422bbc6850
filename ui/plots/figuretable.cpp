// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figuretable.h"

#include "ui/plots/plottable.h"

namespace sockscope {

FigureTable::FigureTable(const QString &accessibleName, const QList<FigureTableModel::Column> &figures,
    int figureWidth, QWidget *parent)
    : QTableView(parent), m_model(new FigureTableModel(figures, this))
{
    setUpPlotTable(this, m_model, figureWidth);
    setAccessibleName(accessibleName);
    const auto activate = [this](const QModelIndex &index) {
        emit connectionActivated(m_model->connectionAt(index.row()));
    };
    connect(this, &QTableView::clicked, this, activate);
    connect(this, &QTableView::activated, this, activate);
}

void FigureTable::selectConnection(quint64 connection)
{
    const int row = m_model->rowOf(connection);
    if (row >= 0)
        selectRow(row);
    else
        clearSelection();
}

} // namespace sockscope
