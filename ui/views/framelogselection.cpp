// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// How one moves through the rows of FrameLogView and selects them.
#include "ui/views/framelogdelegate.h"
#include "ui/views/framelogview.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

namespace sockscope {

namespace {

constexpr int RowHeight = FrameLogDelegate::RowHeight;

} // namespace

void FrameLogView::setSelection(const QRect &area, QItemSelectionModel::SelectionFlags command)
{
    const QRect rows = area.normalized();
    const auto rowOfHeight = [this](int y) {
        return topRow() + (y >= 0 ? y / RowHeight : -((-y + RowHeight - 1) / RowHeight));
    };
    const int first = std::max(0, rowOfHeight(rows.top()));
    const int last = std::min(lastRow(), rowOfHeight(rows.bottom()));
    QItemSelection selection;
    if (first <= last)
        selection.select(model()->index(first, 0), model()->index(last, FrameLogModel::ColumnCount - 1));
    selectionModel()->select(selection, command);
}

QRegion FrameLogView::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const QItemSelectionRange &range : selection) {
        const int top = std::max(range.top() - topRow(), 0);
        const int bottom = std::min(range.bottom() - topRow(), rowsInView() + 1);
        if (top <= bottom)
            region += QRect(0, top * RowHeight, viewport()->width(), (bottom - top + 1) * RowHeight);
    }
    return region;
}

void FrameLogView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QAbstractItemView::selectionChanged(selected, deselected);
    if (!selected.isEmpty())
        emit rowChosen(currentIndex().isValid() ? currentIndex().row() : selected.first().top());
}

void FrameLogView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QAbstractItemView::currentChanged(current, previous);
    if (!QAccessible::isActive() || !current.isValid() || !hasFocus())
        return;
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(current.row() * FrameLogModel::ColumnCount + current.column());
    QAccessible::updateAccessibility(&event);
}

QModelIndex FrameLogView::moveCursor(CursorAction action, Qt::KeyboardModifiers /*modifiers*/)
{
    if (lastRow() < 0)
        return {};
    const int current = currentIndex().isValid() ? currentIndex().row() : topRow();
    int row = current;
    switch (action) {
    case MoveUp:
    case MovePrevious:
        row = current - 1;
        break;
    case MoveDown:
    case MoveNext:
        row = current + 1;
        break;
    case MovePageUp:
        row = current - rowsInView();
        break;
    case MovePageDown:
        row = current + rowsInView();
        break;
    case MoveHome:
        row = 0;
        break;
    case MoveEnd:
        row = lastRow();
        break;
    case MoveLeft:
    case MoveRight:
        break;
    }
    return model()->index(std::clamp(row, 0, lastRow()), std::max(0, currentIndex().column()));
}

void FrameLogView::keyPressEvent(QKeyEvent *event)
{
    QAbstractItemView::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_End:
        setFollowing(true);
        break;
    case Qt::Key_Up:
    case Qt::Key_PageUp:
    case Qt::Key_Home:
        setFollowing(false);
        break;
    default:
        break;
    }
}

} // namespace sockscope
