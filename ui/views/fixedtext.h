// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QPainter>

namespace sockscope {

/// Draws one line of text in a font whose characters are all as wide. A line in ASCII is placed and cut by
/// counting: a quarter of the frame log's painting goes with what QPainter would measure. The pixels are the
/// same.
class FixedText
{
public:
    explicit FixedText(const QFont &font);

    /// Centred from top to bottom, cut with an ellipsis when it does not fit. Sets the painter's font.
    void draw(QPainter *painter, const QRect &area, Qt::Alignment alignment, const QString &text) const;

private:
    QFont m_font;
    qreal m_advance = 0; ///< of every character; 0 when there is no such width
    qreal m_ascent = 0;
    qreal m_height = 0;
};

} // namespace sockscope
