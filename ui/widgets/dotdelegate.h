// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace sockscope {

/// Dresses a list of connections, whoever opened them: 20 px rows, a state dot before one column, figures in
/// the fixed font.
class DotDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    static constexpr int RowHeight = 20;

protected:
    virtual QColor dotColor(const QModelIndex &index) const = 0;
    virtual bool hasDot(int column) const = 0;
    /// In the window's font; all others in the fixed one.
    virtual bool isProse(int column) const = 0;
    virtual bool isMuted(int column) const = 0;
};

} // namespace sockscope
