// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/framelogdelegate.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace sockscope {

namespace {

constexpr int MarkWidth = 3;
constexpr int MarkGap = 4;

QFont bold(QFont font)
{
    font.setBold(true);
    return font;
}

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
    : QStyledItemDelegate(parent), m_model(model), m_text(fixedFont()), m_boldText(bold(fixedFont()))
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
    const bool isColoured = m_coloursDevices && column == FrameLogModel::Column::Device;
    painter->setPen(!record ? theme.muted
            : isColoured    ? theme.seriesColor(record->connection)
                            : cellColour(column, *record, theme));
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    const bool isBold = record && column == FrameLogModel::Column::Mask && isMaskRule(record->violation);
    (isBold ? m_boldText : m_text).draw(painter, area, alignment, text);
}

QSize FrameLogDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {0, RowHeight};
}

} // namespace sockscope
