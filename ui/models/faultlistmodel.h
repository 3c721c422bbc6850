// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/faults/fault.h"

#include <QAbstractListModel>
#include <QUndoStack>

namespace sockscope {

/// What is broken, and the seed that all its chances come from.
struct FaultPlan
{
    FaultProfile profile;
    quint64 seed = 1;
    bool operator==(const FaultPlan &) const = default;
};

/// The faults of a plan in their order, a row each. Everything that edits the plan can be undone.
class FaultListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        WordsRole = Qt::UserRole, ///< parameters and scope in a line
        CountRole, ///< how often it has been applied; invalid while that is not known
    };

    using QAbstractListModel::QAbstractListModel;
    ~FaultListModel() override;

    const FaultPlan &plan() const { return m_plan; }
    const QList<Fault> &faults() const { return m_plan.profile.faults; }
    QUndoStack *undoStack() { return &m_undo; }
    /// Shows a plan from elsewhere: there is nothing to undo then.
    void load(const FaultPlan &plan);

    /// Behind @p row, at the front for -1; returns where. -1 when FaultLimits::Faults are there.
    int add(const Fault &fault, int row);
    void remove(int row);
    /// @p to is the row it has afterwards.
    void move(int row, int to);
    /// Changes of the same @p field that follow each other are undone at once, unless it is empty.
    void change(int row, const Fault &fault, const QString &field = {});
    void choose(const FaultProfile &profile);
    void rename(const QString &name);
    void setSeed(quint64 seed);

    /// One for each fault, or none.
    void setCounts(const QList<quint64> &counts);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    /// A dragged row, one at a time.
    bool moveRows(const QModelIndex &sourceParent, int sourceRow, int count,
        const QModelIndex &destinationParent, int destinationChild) override;

signals:
    void planChanged();

private:
    class Edit;

    void push(const QString &text, const FaultPlan &plan, const QString &field = {});
    void show(const FaultPlan &plan);
    void showFaults(const QList<Fault> &faults);
    QVariant count(int row) const;

    FaultPlan m_plan;
    QUndoStack m_undo;
    QList<quint64> m_counts;
};

} // namespace sockscope
