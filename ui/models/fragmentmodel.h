// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/messagerows.h"

#include <QAbstractTableModel>

namespace sockscope {

/// The frames of a fragmented message, and the control frames between them.
class FragmentModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column : quint8 { Fragment, Row, Delta, Opcode, Fin, Length, Reads };
    Q_ENUM(Column)
    static constexpr int ColumnCount = int(Column::Reads) + 1;

    using QAbstractTableModel::QAbstractTableModel;

    void setMessage(const MessageRows &message);
    const MessageRows &message() const { return m_message; }
    quint64 numberAt(int row) const { return m_message.rows[size_t(row)].number; }
    int rowOf(quint64 number) const; ///< -1 when it is none of the message

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(int row, Column column) const;

    MessageRows m_message;
};

} // namespace sockscope
