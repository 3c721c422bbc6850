// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/connectiondelegate.h"

#include "ui/theme/theme.h"
#include "ui/widgets/statedot.h"

#include <QPainter>

namespace sockscope {

namespace {

constexpr int Margin = 8;
constexpr int AfterDot = 14;

bool isMuted(int column)
{
    return column == ConnectionModel::PathColumn || column == ConnectionModel::PeerColumn
        || column == ConnectionModel::SubprotocolColumn || column == ConnectionModel::NumberColumn;
}

} // namespace

QColor ConnectionDelegate::healthColor(ConnectionModel::Health health)
{
    const Theme &theme = Theme::current();
    switch (health) {
    case ConnectionModel::Health::Connecting:
        return theme.handshake;
    case ConnectionModel::Health::Good:
        return theme.ping;
    case ConnectionModel::Health::Troubled:
        return theme.close;
    case ConnectionModel::Health::Ended:
        return theme.faint;
    case ConnectionModel::Health::Failed:
        break;
    }
    return theme.error;
}

void ConnectionDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::current();
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, theme.selection);
    QRect area = option.rect.adjusted(Margin, 0, -Margin, 0);
    const bool isDevice = index.column() == ConnectionModel::DeviceColumn;
    if (isDevice) {
        const auto health = index.data(ConnectionModel::HealthRole).value<ConnectionModel::Health>();
        const QPointF center(area.left() + StateDot::Diameter / 2.0, area.center().y() + 1);
        StateDot::paintDot(painter, center, healthColor(health));
        area.setLeft(area.left() + AfterDot);
    }
    painter->setFont(isDevice ? option.font : fixedFont());
    painter->setPen(isMuted(index.column()) ? theme.muted : theme.text);
    const QString text =
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, area.width());
    painter->drawText(area, index.data(Qt::TextAlignmentRole).toInt() | Qt::TextSingleLine, text);
    painter->restore();
}

QSize ConnectionDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), RowHeight};
}

} // namespace sockscope
