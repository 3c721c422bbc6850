// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/framelogdelegate.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace sockscope {

namespace {

constexpr int MarkWidth = 3;
constexpr int MarkGap = 4;

bool isMaskRule(const std::optional<ws::Rule> &rule)
{
    return rule == ws::Rule::ExpectedMask || rule == ws::Rule::UnexpectedMask;
}

bool isRsvRule(const std::optional<ws::Rule> &rule)
{
    return rule == ws::Rule::UnexpectedRsv1 || rule == ws::Rule::UnexpectedRsv23;
}

} // namespace

QColor cellColour(FrameLogModel::Column column, const FrameRecord &record, const Theme &theme)
{
    using Column = FrameLogModel::Column;
    switch (column) {
    case Column::Delta:
        return theme.muted;
    case Column::Direction:
        return record.direction == ws::Direction::Sent ? theme.accent : theme.muted;
    case Column::Opcode:
        return theme.rowColor(record);
    case Column::Fin:
        return record.violation == ws::Rule::ExpectedFin ? theme.error
            : record.header.fin                          ? theme.muted
                                                         : theme.text;
    case Column::Rsv:
        return isRsvRule(record.violation) ? theme.error : theme.muted;
    case Column::Mask:
        return isMaskRule(record.violation) ? theme.error : theme.muted;
    case Column::Length:
        return record.violation == ws::Rule::MessageTooBig ? theme.error : theme.text;
    default:
        return theme.text;
    }
}

FrameLogDelegate::FrameLogDelegate(const FrameLogModel *model, QObject *parent)
    : QStyledItemDelegate(parent), m_model(model)
{ }

void FrameLogDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::current();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, theme.selection);
    const auto column = FrameLogModel::Column(index.column());
    const auto record = m_model->record(index.row());
    QRect area = option.rect.adjusted(Padding, 0, -Padding, 0);
    if (record && record->violation && column == FrameLogModel::Column::Payload) {
        painter->fillRect(QRect(area.left(), area.top() + 2, MarkWidth, area.height() - 4), theme.error);
        area.setLeft(area.left() + MarkWidth + MarkGap);
    }
    const QString text = index.data().toString();
    if (text.isEmpty())
        return;
    QFont font = fixedFont();
    font.setBold(record && column == FrameLogModel::Column::Mask && isMaskRule(record->violation));
    painter->setFont(font);
    const bool isColoured = m_coloursDevices && column == FrameLogModel::Column::Device;
    painter->setPen(!record ? theme.muted
            : isColoured    ? theme.seriesColor(record->connection)
                            : cellColour(column, *record, theme));
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    painter->drawText(area, int(alignment) | Qt::TextSingleLine,
        QFontMetrics(font).elidedText(text, Qt::ElideRight, area.width()));
}

QSize FrameLogDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {0, RowHeight};
}

} // namespace sockscope
