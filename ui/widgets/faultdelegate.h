// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCheckBox>
#include <QStyledItemDelegate>

namespace sockscope {

/// Dresses the rows of a FaultListModel in two lines: a box to switch it off and its name, what it does to
/// what, and at the right how often it has been applied.
class FaultDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    static QRect checkRect(const QRect &row);

    static constexpr int RowHeight = 36;

protected:
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

private:
    void paintCheck(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    QCheckBox m_check; // never shown: whose box is drawn
};

} // namespace sockscope
