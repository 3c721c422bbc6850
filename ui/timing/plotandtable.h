// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QTableView;

namespace sockscope {

/// A plot above the table of its figures, which shows whole rows and leaves the rest to the plot.
class PlotAndTable : public QWidget
{
    Q_OBJECT

public:
    PlotAndTable(QWidget *plot, QTableView *table, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitTable();

    QTableView *m_table;
};

} // namespace sockscope
