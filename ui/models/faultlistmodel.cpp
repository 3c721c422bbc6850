// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/faultlistmodel.h"

#include "ui/models/figures.h"

#include <QUndoCommand>

#include <algorithm>

namespace sockscope {

namespace {

const QString Separator = QStringLiteral(" · ");

// How two lists differ: what lies between their like beginnings and ends.
struct Difference
{
    Difference(const QList<Fault> &before, const QList<Fault> &after)
    {
        const qsizetype most = std::min(before.size(), after.size());
        while (first < most && before[first] == after[first])
            ++first;
        qsizetype same = 0;
        while (same < most - first && before[before.size() - 1 - same] == after[after.size() - 1 - same])
            ++same;
        removed = int(before.size() - same) - first;
        added = int(after.size() - same) - first;
    }
    // From its first row to its last, or the other way round.
    bool isMove(const QList<Fault> &before, const QList<Fault> &after, bool down) const
    {
        if (removed != added || removed < 2)
            return false;
        QList<Fault> moved = before;
        moved.move(down ? first : first + removed - 1, down ? first + removed - 1 : first);
        return moved == after;
    }

    int first = 0;
    int removed = 0;
    int added = 0;
};

} // namespace

class FaultListModel::Edit : public QUndoCommand
{
public:
    Edit(FaultListModel *model, const QString &text, const FaultPlan &after, const QString &field)
        : QUndoCommand(text), m_model(model), m_before(model->m_plan), m_after(after), m_field(field)
    { }

    void undo() override { m_model->show(m_before); }
    void redo() override { m_model->show(m_after); }
    int id() const override { return 0; }
    bool mergeWith(const QUndoCommand *other) override
    {
        const auto *edit = static_cast<const Edit *>(other); // there are no others on this stack
        if (m_field.isEmpty() || edit->m_field != m_field)
            return false;
        m_after = edit->m_after;
        setObsolete(m_before == m_after);
        return true;
    }

private:
    FaultListModel *m_model;
    FaultPlan m_before;
    FaultPlan m_after;
    QString m_field;
};

FaultListModel::~FaultListModel()
{
    m_undo.disconnect(); // it would tell of its end
}

void FaultListModel::load(const FaultPlan &plan)
{
    m_undo.clear();
    show(plan);
}

void FaultListModel::push(const QString &text, const FaultPlan &plan, const QString &field)
{
    if (plan != m_plan)
        m_undo.push(new Edit(this, text, plan, field));
}

int FaultListModel::add(const Fault &fault, int row)
{
    if (faults().size() >= FaultLimits::Faults)
        return -1;
    FaultPlan plan = m_plan;
    plan.profile.faults.insert(row + 1, fault);
    push(tr("add “%1”").arg(faultInfo(fault.kind).name), plan);
    return row + 1;
}

void FaultListModel::remove(int row)
{
    FaultPlan plan = m_plan;
    const Fault fault = plan.profile.faults.takeAt(row);
    push(tr("remove “%1”").arg(faultInfo(fault.kind).name), plan);
}

void FaultListModel::move(int row, int to)
{
    if (row < 0 || to < 0 || std::max(row, to) >= rowCount())
        return;
    FaultPlan plan = m_plan;
    plan.profile.faults.move(row, to);
    push(tr("move “%1”").arg(faultInfo(faults()[row].kind).name), plan);
}

void FaultListModel::change(int row, const Fault &fault, const QString &field)
{
    FaultPlan plan = m_plan;
    plan.profile.faults[row] = fault;
    push(tr("change “%1”").arg(faultInfo(fault.kind).name), plan,
        field.isEmpty() ? field : QStringLiteral("%1 %2").arg(row).arg(field));
}

void FaultListModel::choose(const FaultProfile &profile)
{
    push(tr("choose “%1”").arg(profile.name), {profile, m_plan.seed});
}

void FaultListModel::rename(const QString &name)
{
    FaultPlan plan = m_plan;
    plan.profile.name = name;
    push(tr("name “%1”").arg(name), plan);
}

void FaultListModel::setSeed(quint64 seed)
{
    push(tr("change the seed"), {m_plan.profile, seed}, QStringLiteral("seed"));
}

void FaultListModel::show(const FaultPlan &plan)
{
    showFaults(plan.profile.faults);
    m_plan = plan;
    emit planChanged();
}

void FaultListModel::showFaults(const QList<Fault> &faults)
{
    QList<Fault> &shown = m_plan.profile.faults;
    const Difference difference(shown, faults);
    const int first = difference.first;
    const int last = first + difference.removed - 1;
    m_counts.clear(); // the bench counts anew
    const bool isMove =
        (difference.isMove(shown, faults, true) && beginMoveRows({}, first, first, {}, last + 1))
        || (difference.isMove(shown, faults, false) && beginMoveRows({}, last, last, {}, first));
    if (isMove) {
        shown = faults;
        endMoveRows();
    } else if (difference.removed == difference.added) {
        shown = faults;
    } else {
        if (difference.removed > 0) {
            beginRemoveRows({}, first, last);
            shown.remove(first, difference.removed);
            endRemoveRows();
        }
        if (difference.added > 0) {
            beginInsertRows({}, first, first + difference.added - 1);
            shown = faults;
            endInsertRows();
        }
    }
    if (rowCount() > 0)
        emit dataChanged(index(0), index(rowCount() - 1));
}

void FaultListModel::setCounts(const QList<quint64> &counts)
{
    if (counts == m_counts || (counts.size() != rowCount() && m_counts.isEmpty()))
        return;
    m_counts = counts.size() == rowCount() ? counts : QList<quint64>();
    if (rowCount() > 0)
        emit dataChanged(index(0), index(rowCount() - 1), {CountRole, Qt::ToolTipRole});
}

int FaultListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(faults().size());
}

QVariant FaultListModel::count(int row) const
{
    return row < m_counts.size() ? QVariant(m_counts[row]) : QVariant();
}

QVariant FaultListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Fault &fault = faults()[index.row()];
    const FaultInfo &info = faultInfo(fault.kind);
    switch (role) {
    case Qt::DisplayRole:
        return info.name;
    case Qt::CheckStateRole:
        return fault.on ? Qt::Checked : Qt::Unchecked;
    case Qt::ToolTipRole:
        return count(index.row()).isValid() ? tr("%1 Applied %2 times since the list was changed.")
                                                  .arg(info.words, grouped(count(index.row()).toULongLong()))
                                            : info.words;
    case Qt::AccessibleTextRole:
        return faultWords(fault);
    case Qt::AccessibleDescriptionRole:
        return info.words;
    case WordsRole:
        return faultWords(fault).mid(info.name.size() + Separator.size());
    case CountRole:
        return count(index.row());
    default:
        return {};
    }
}

bool FaultListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    Fault fault = faults()[index.row()];
    fault.on = value.value<Qt::CheckState>() == Qt::Checked;
    change(index.row(), fault);
    return true;
}

Qt::ItemFlags FaultListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled; // between rows, never onto one
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemIsDragEnabled
        | Qt::ItemNeverHasChildren;
}

bool FaultListModel::moveRows(const QModelIndex &sourceParent, int sourceRow, int count,
    const QModelIndex &destinationParent, int destinationChild)
{
    if (sourceParent.isValid() || destinationParent.isValid() || count != 1)
        return false;
    move(sourceRow, destinationChild > sourceRow ? destinationChild - 1 : destinationChild);
    return true;
}

} // namespace sockscope
