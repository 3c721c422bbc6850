// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/faultdelegate.h"

#include "ui/models/faultlistmodel.h"
#include "ui/models/figures.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace sockscope {

namespace {

constexpr int Margin = 12;
constexpr int CheckSide = 14;
constexpr int AfterCheck = 8;
constexpr int LineHeight = 16;
constexpr int Gap = 8;

bool isOn(const QModelIndex &index)
{
    return index.data(Qt::CheckStateRole).value<Qt::CheckState>() == Qt::Checked;
}

void toggle(QAbstractItemModel *model, const QModelIndex &index)
{
    model->setData(index, isOn(index) ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

} // namespace

QRect FaultDelegate::checkRect(const QRect &row)
{
    return {row.left() + Margin,
        row.top() + (row.height() - 2 * LineHeight) / 2 + (LineHeight - CheckSide) / 2, CheckSide, CheckSide};
}

void FaultDelegate::paintCheck(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionButton box;
    box.initFrom(&m_check);
    box.rect = checkRect(option.rect);
    box.state = QStyle::State_Enabled | (isOn(index) ? QStyle::State_On : QStyle::State_Off);
    m_check.style()->drawPrimitive(QStyle::PE_IndicatorCheckBox, &box, painter, &m_check);
}

void FaultDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::current();
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, theme.selection);
    paintCheck(painter, option, index);

    const int left = checkRect(option.rect).right() + 1 + AfterCheck;
    QRect line(left, option.rect.top() + (option.rect.height() - 2 * LineHeight) / 2,
        option.rect.right() - Margin - left, LineHeight);
    const QVariant count = index.data(FaultListModel::CountRole);
    if (count.isValid()) {
        const QString text = grouped(count.toULongLong());
        painter->setFont(fixedFont());
        painter->setPen(count.toULongLong() > 0 ? theme.close : theme.muted);
        painter->drawText(line, int(Qt::AlignRight | Qt::AlignVCenter) | Qt::TextSingleLine, text);
        line.setRight(line.right() - painter->fontMetrics().horizontalAdvance(text) - Gap);
    }
    const auto draw = [painter](const QRect &area, const QString &text) {
        painter->drawText(area, int(Qt::AlignVCenter) | Qt::TextSingleLine,
            painter->fontMetrics().elidedText(text, Qt::ElideRight, area.width()));
    };
    painter->setFont(option.font);
    painter->setPen(isOn(index) ? theme.text : theme.muted);
    draw(line, index.data().toString());
    line.setRight(option.rect.right() - Margin);
    painter->setPen(theme.muted);
    draw(line.translated(0, LineHeight), index.data(FaultListModel::WordsRole).toString());
    painter->restore();
}

QSize FaultDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), RowHeight};
}

bool FaultDelegate::editorEvent(
    QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space) {
        toggle(model, index);
        return true;
    }
    if (event->type() != QEvent::MouseButtonRelease)
        return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    const QRect area = checkRect(option.rect).adjusted(-Margin, -AfterCheck, AfterCheck, AfterCheck);
    if (mouse->button() != Qt::LeftButton || !area.contains(mouse->position().toPoint()))
        return false;
    toggle(model, index);
    return true;
}

} // namespace sockscope
