// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/dotdelegate.h"

#include "ui/theme/theme.h"
#include "ui/widgets/statedot.h"

#include <QPainter>

namespace sockscope {

namespace {

constexpr int Margin = 8;
constexpr int AfterDot = 14;

} // namespace

void DotDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::current();
    const int column = index.column();
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, theme.selection);
    QRect area = option.rect.adjusted(Margin, 0, -Margin, 0);
    if (hasDot(column)) {
        const QPointF center(area.left() + StateDot::Diameter / 2.0, area.center().y() + 1);
        StateDot::paintDot(painter, center, dotColor(index));
        area.setLeft(area.left() + AfterDot);
    }
    painter->setFont(isProse(column) ? option.font : fixedFont());
    painter->setPen(isMuted(column) ? theme.muted : theme.text);
    const QString text =
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, area.width());
    painter->drawText(area, index.data(Qt::TextAlignmentRole).toInt() | Qt::TextSingleLine, text);
    painter->restore();
}

QSize DotDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), RowHeight};
}

} // namespace sockscope
