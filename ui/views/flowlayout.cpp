// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/flowlayout.h"

#include <QWidget>

namespace sockscope {

FlowLayout::FlowLayout(QWidget *parent) : QLayout(parent)
{ }

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.append(item);
}

QLayoutItem *FlowLayout::itemAt(int index) const
{
    return m_items.value(index);
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::heightForWidth(int width) const
{
    return arrange(QRect(0, 0, width, 0), false);
}

QSize FlowLayout::sizeHint() const
{
    const QMargins margins = contentsMargins();
    int width = margins.left() + margins.right();
    for (const QLayoutItem *item : m_items) {
        if (!item->isEmpty())
            width += item->sizeHint().width() + spacing();
    }
    return {width, heightForWidth(width)};
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem *item : m_items)
        size = size.expandedTo(item->minimumSize());
    return size.grownBy(contentsMargins());
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

FlowLayout::Line FlowLayout::lineFrom(qsizetype index, int width) const
{
    Line line{index, 0};
    int used = 0;
    for (; line.end < m_items.size(); ++line.end) {
        const QLayoutItem *item = m_items[line.end];
        if (item->isEmpty())
            continue;
        const QSize size = item->sizeHint();
        if (used > 0 && used + size.width() > width)
            break;
        used += size.width() + spacing();
        line.height = qMax(line.height, size.height());
    }
    return line;
}

int FlowLayout::arrange(const QRect &rect, bool apply) const
{
    const QRect area = rect.marginsRemoved(contentsMargins());
    int y = area.top();
    for (qsizetype index = 0; index < m_items.size();) {
        const Line line = lineFrom(index, area.width());
        int x = area.left();
        for (; index < line.end; ++index) {
            QLayoutItem *item = m_items[index];
            if (item->isEmpty())
                continue;
            const QSize size = item->sizeHint();
            if (apply)
                item->setGeometry({QPoint(x, y + (line.height - size.height()) / 2), size});
            x += size.width() + spacing();
        }
        y += line.height + (index < m_items.size() ? spacing() : 0);
    }
    return y - rect.top() + contentsMargins().bottom();
}

} // namespace sockscope
