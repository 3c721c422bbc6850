// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/figuretablemodel.h"

#include <QTableView>

namespace sockscope {

/// The table of figures under a plot.
class FigureTable : public QTableView
{
    Q_OBJECT

public:
    FigureTable(const QString &accessibleName, const QList<FigureTableModel::Column> &figures,
        int figureWidth, QWidget *parent = nullptr);

    FigureTableModel *figures() const { return m_model; }
    /// Selects its row, 0 for none.
    void selectConnection(quint64 connection);

signals:
    void connectionActivated(quint64 connection); ///< clicked, or Enter

private:
    FigureTableModel *m_model;
};

} // namespace sockscope
