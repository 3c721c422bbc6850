// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/devices/devicereport.h"

#include <QAbstractTableModel>

namespace sockscope {

/// The devices of a bench and how they come back, in figures. The first column can be edited: a name by hand.
class DeviceModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column : quint8 {
        Device,
        Opened,
        Uptime,
        Gap,
        Interval,
        Shortest,
        Longest,
        Backoff,
        Detection
    };
    Q_ENUM(Column)
    static constexpr int ColumnCount = int(Column::Detection) + 1;

    struct Row
    {
        Device device;
        DeviceReport report;
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const QList<Row> &rows);
    const QList<Row> &rows() const { return m_rows; }
    int rowOf(const QString &key) const; ///< -1 when it is not there
    int rowOfConnection(quint64 connection) const; ///< -1 when it is not known

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// Changes nothing itself: emits renamed().
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

signals:
    /// By hand; an empty @p name gives the rule's back.
    void renamed(const QString &key, const QString &name);

private:
    QList<Row> m_rows;
};

} // namespace sockscope
