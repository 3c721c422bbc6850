// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/clientdelegate.h"

#include "ui/theme/theme.h"
#include "ui/widgets/statedot.h"

#include <QPainter>

namespace sockscope {

namespace {

constexpr int Margin = 6;
constexpr int AfterDot = 14;

} // namespace

QColor ClientDelegate::healthColor(ClientModel::Health health)
{
    const Theme &theme = Theme::current();
    switch (health) {
    case ClientModel::Health::Closed:
        return theme.faint;
    case ClientModel::Health::Connecting:
        return theme.handshake;
    case ClientModel::Health::Open:
        return theme.ping;
    case ClientModel::Health::Failed:
        break;
    }
    return theme.error;
}

void ClientDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::current();
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, theme.selection);
    QRect area = option.rect.adjusted(Margin, 0, -Margin, 0);
    if (index.column() == ClientModel::NumberColumn) {
        const auto health = index.data(ClientModel::HealthRole).value<ClientModel::Health>();
        const QPointF center(area.left() + StateDot::Diameter / 2.0, area.center().y() + 1);
        StateDot::paintDot(painter, center, healthColor(health));
        area.setLeft(area.left() + AfterDot);
    }
    const bool isKind = index.column() == ClientModel::KindColumn;
    painter->setFont(isKind ? option.font : fixedFont());
    painter->setPen(isKind ? theme.muted : theme.text);
    const QString text =
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, area.width());
    painter->drawText(area, index.data(Qt::TextAlignmentRole).toInt() | Qt::TextSingleLine, text);
    painter->restore();
}

QSize ClientDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), RowHeight};
}

} // namespace sockscope
