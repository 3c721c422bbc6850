// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/framelogaccess.h"

#include "ui/views/framelogcell.h"
#include "ui/views/framelogview.h"

#include <algorithm>

namespace sockscope {

namespace {

constexpr int MaxSelectedRows = 10'000; // that are told; a selection of a whole log has no use in words

QAccessibleInterface *makeAccess(const QString &className, QObject *object)
{
    if (className != QLatin1StringView(FrameLogView::staticMetaObject.className()))
        return nullptr;
    return new FrameLogAccess(static_cast<FrameLogView *>(object));
}

} // namespace

FrameLogAccess::FrameLogAccess(FrameLogView *view) : QAccessibleWidget(view, QAccessible::Table)
{ }

FrameLogAccess::~FrameLogAccess()
{
    forgetCells();
}

void FrameLogAccess::install()
{
    QAccessible::installFactory(makeAccess);
}

FrameLogView *FrameLogAccess::view() const
{
    return static_cast<FrameLogView *>(widget());
}

void FrameLogAccess::forgetCells() const
{
    for (const auto &[place, id] : m_cells)
        QAccessible::deleteAccessibleInterface(id);
    m_cells.clear();
}

void *FrameLogAccess::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TableInterface)
        return static_cast<QAccessibleTableInterface *>(this);
    return QAccessibleWidget::interface_cast(type);
}

int FrameLogAccess::childCount() const
{
    return rowCount() * columnCount();
}

QAccessibleInterface *FrameLogAccess::child(int index) const
{
    return index < 0 ? nullptr : cellAt(index / columnCount(), index % columnCount());
}

QAccessibleInterface *FrameLogAccess::childAt(int x, int y) const
{
    const QModelIndex index = view()->indexAt(view()->viewport()->mapFromGlobal(QPoint(x, y)));
    return index.isValid() ? cellAt(index.row(), index.column()) : nullptr;
}

int FrameLogAccess::indexOfChild(const QAccessibleInterface *child) const
{
    // As Qt's own tables: an interface does not change by being asked.
    auto *cell = const_cast<QAccessibleInterface *>(child)->tableCellInterface();
    return cell ? cell->rowIndex() * columnCount() + cell->columnIndex() : -1;
}

QAccessibleInterface *FrameLogAccess::focusChild() const
{
    const QModelIndex current = view()->currentIndex();
    return current.isValid() ? cellAt(current.row(), current.column()) : nullptr;
}

QAccessibleInterface *FrameLogAccess::cellAt(int row, int column) const
{
    if (row < 0 || row >= rowCount() || column < 0 || column >= columnCount())
        return nullptr;
    const std::pair place(row, column);
    if (const auto known = m_cells.find(place); known != m_cells.end())
        return QAccessible::accessibleInterface(known->second);
    if (m_cells.size() >= MaxCells)
        forgetCells();
    auto *cell = new FrameLogCell(view(), row, column);
    m_cells[place] = QAccessible::registerAccessibleInterface(cell); // which owns it
    return cell;
}

int FrameLogAccess::selectedCellCount() const
{
    return selectedRowCount() * columnCount();
}

QList<QAccessibleInterface *> FrameLogAccess::selectedCells() const
{
    QList<QAccessibleInterface *> cells;
    for (const int row : selectedRows()) {
        for (int column = 0; column < columnCount() && size_t(cells.size()) < MaxCells; ++column)
            cells.append(cellAt(row, column));
    }
    return cells;
}

QString FrameLogAccess::columnDescription(int column) const
{
    return view()->model()->headerData(column, Qt::Horizontal, Qt::AccessibleTextRole).toString();
}

QString FrameLogAccess::rowDescription(int row) const
{
    return view()->model()->index(row, 0).data(Qt::AccessibleDescriptionRole).toString();
}

int FrameLogAccess::columnCount() const
{
    return FrameLogModel::ColumnCount;
}

int FrameLogAccess::rowCount() const
{
    return view()->model()->rowCount();
}

int FrameLogAccess::selectedRowCount() const
{
    int count = 0;
    for (const QItemSelectionRange &range : view()->selectionModel()->selection())
        count += range.height();
    return count;
}

QList<int> FrameLogAccess::selectedRows() const
{
    QList<int> rows;
    for (const QItemSelectionRange &range : view()->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom() && rows.size() < MaxSelectedRows; ++row)
            rows.append(row);
    }
    return rows;
}

bool FrameLogAccess::isColumnSelected(int /*column*/) const
{
    return false;
}

bool FrameLogAccess::isRowSelected(int row) const
{
    return view()->selectionModel()->isRowSelected(row, {});
}

bool FrameLogAccess::selectRow(int row)
{
    if (row < 0 || row >= rowCount())
        return false;
    view()->showRow(row);
    return true;
}

bool FrameLogAccess::selectColumn(int /*column*/)
{
    return false; // rows are what is selected here
}

bool FrameLogAccess::unselectRow(int row)
{
    if (row < 0 || row >= rowCount())
        return false;
    view()->selectionModel()->select(
        view()->model()->index(row, 0), QItemSelectionModel::Deselect | QItemSelectionModel::Rows);
    return true;
}

bool FrameLogAccess::unselectColumn(int /*column*/)
{
    return false;
}

void FrameLogAccess::modelChange(QAccessibleTableModelChangeEvent *event)
{
    // Rows at the end change no others.
    if (event->modelChangeType() != QAccessibleTableModelChangeEvent::RowsInserted)
        forgetCells();
}

} // namespace sockscope
