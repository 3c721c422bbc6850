// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/clientmodel.h"

#include <QStyledItemDelegate>

namespace sockscope {

/// Dresses the list of clients: 20 px rows, a state dot before the number, figures in the fixed font.
class ClientDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    static constexpr int RowHeight = 20;
    static QColor healthColor(ClientModel::Health health);
};

} // namespace sockscope
