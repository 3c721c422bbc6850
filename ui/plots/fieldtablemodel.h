// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/fieldcurve.h"

#include <QAbstractTableModel>

namespace sockscope {

/// Plotted fields in figures; the legend of the plot above it.
class FieldTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column : quint8 { Field, Last, Min, Mean, Max, Count };
    Q_ENUM(Column)
    static constexpr int ColumnCount = int(Column::Count) + 1;

    /// @p curves must outlive the model.
    explicit FieldTableModel(const std::vector<FieldCurve> *curves, QObject *parent = nullptr)
        : QAbstractTableModel(parent), m_curves(curves)
    { }

    /// Figures have changed, curves have come or gone.
    void refresh();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    const std::vector<FieldCurve> *m_curves;
    int m_rows = 0; // that views know of
};

} // namespace sockscope
