// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/framelogmodel.h"
#include "ui/views/fixedtext.h"

#include <QStyledItemDelegate>

namespace sockscope {

struct Theme;

/// Paints a cell of the frame log: figures in the fixed font, colour only where it means something.
class FrameLogDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int RowHeight = 20;
    static constexpr int Padding = 8; ///< left and right of a cell's text

    FrameLogDelegate(const FrameLogModel *model, QObject *parent = nullptr);

    /// Whether the names of devices have the colours of their curves.
    bool coloursDevices() const { return m_coloursDevices; }
    void setColoursDevices(bool on) { m_coloursDevices = on; }

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const FrameLogModel *m_model;
    FixedText m_text;
    FixedText m_boldText;
    bool m_coloursDevices = false;
};

/// Colour of a cell's text.
QColor cellColour(FrameLogModel::Column column, const FrameRecord &record, const Theme &theme);

} // namespace sockscope
