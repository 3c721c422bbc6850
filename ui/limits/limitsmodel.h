// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/limits/limitstable.h"

#include <QAbstractTableModel>

namespace sockscope {

/// A table of results, or of two side by side, whose differences are bold and coloured.
class LimitsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// Short: names and headings for a narrow panel; tooltips say all of it.
    enum class Width : quint8 { Short, Full };
    enum Role { DiffersRole = Qt::UserRole }; ///< bool

    explicit LimitsModel(Width width, QObject *parent = nullptr);

    void setTable(const LimitsTable &table);
    const LimitsTable &table() const { return m_table; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString shortHeading(int column) const;
    bool isFigure(int column) const;
    static QString shortCell(const LimitsLine &line, int column);

    Width m_width;
    LimitsTable m_table;
};

} // namespace sockscope
