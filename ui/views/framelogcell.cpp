// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/framelogcell.h"

#include "ui/views/framelogview.h"

namespace sockscope {

QModelIndex FrameLogCell::index() const
{
    return m_view ? m_view->model()->index(m_row, m_column) : QModelIndex();
}

bool FrameLogCell::isValid() const
{
    return index().isValid();
}

QAccessibleInterface *FrameLogCell::parent() const
{
    return QAccessible::queryAccessibleInterface(m_view.data());
}

QString FrameLogCell::text(QAccessible::Text kind) const
{
    if (kind == QAccessible::Name)
        return index().data(Qt::AccessibleTextRole).toString();
    if (kind == QAccessible::Description)
        return index().data(Qt::AccessibleDescriptionRole).toString();
    return {};
}

QRect FrameLogCell::rect() const
{
    if (!m_view)
        return {};
    const QRect cell = m_view->visualRect(index());
    return {m_view->viewport()->mapToGlobal(cell.topLeft()), cell.size()};
}

QAccessible::State FrameLogCell::state() const
{
    QAccessible::State state;
    if (!m_view)
        return state;
    state.selectable = true;
    state.focusable = true;
    state.selected = isSelected();
    state.focused = m_view->hasFocus() && m_view->currentIndex() == index();
    state.offscreen = !m_view->viewport()->rect().intersects(m_view->visualRect(index()));
    return state;
}

bool FrameLogCell::isSelected() const
{
    return m_view && m_view->selectionModel()->isSelected(index());
}

void *FrameLogCell::interface_cast(QAccessible::InterfaceType type)
{
    return type == QAccessible::TableCellInterface ? static_cast<QAccessibleTableCellInterface *>(this)
                                                   : nullptr;
}

} // namespace sockscope
