// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleWidget>
#include <QModelIndex>

#include <map>

namespace sockscope {

class FrameLogView;

/// The frame log as a table for screen readers. Cells are made when they are asked for.
class FrameLogAccess : public QAccessibleWidget, public QAccessibleTableInterface
{
public:
    /// Cells that are kept; beyond that all are made anew.
    static constexpr size_t MaxCells = 4096;

    explicit FrameLogAccess(FrameLogView *view);
    ~FrameLogAccess() override;
    Q_DISABLE_COPY_MOVE(FrameLogAccess)

    /// Has Qt ask here for the accessibility of frame logs. Once is enough, more do no harm.
    static void install();

    void *interface_cast(QAccessible::InterfaceType type) override;
    int childCount() const override;
    QAccessibleInterface *child(int index) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    int indexOfChild(const QAccessibleInterface *child) const override;
    QAccessibleInterface *focusChild() const override;

    QAccessibleInterface *caption() const override { return nullptr; }
    QAccessibleInterface *summary() const override { return nullptr; }
    QAccessibleInterface *cellAt(int row, int column) const override;
    int selectedCellCount() const override;
    QList<QAccessibleInterface *> selectedCells() const override;
    QString columnDescription(int column) const override;
    QString rowDescription(int row) const override;
    int columnCount() const override;
    int rowCount() const override;
    int selectedColumnCount() const override { return 0; }
    int selectedRowCount() const override;
    QList<int> selectedColumns() const override { return {}; }
    QList<int> selectedRows() const override;
    bool isColumnSelected(int column) const override;
    bool isRowSelected(int row) const override;
    bool selectRow(int row) override;
    bool selectColumn(int column) override;
    bool unselectRow(int row) override;
    bool unselectColumn(int column) override;
    void modelChange(QAccessibleTableModelChangeEvent *event) override;

private:
    FrameLogView *view() const;
    void forgetCells() const;

    mutable std::map<std::pair<int, int>, QAccessible::Id> m_cells; // by row and column
};

} // namespace sockscope
