// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/statedot.h"

#include <QPainter>

namespace sockscope {

StateDot::StateDot(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StateDot::setColor(const QColor &color)
{
    if (color == m_color)
        return;
    m_color = color;
    update();
}

QSize StateDot::sizeHint() const
{
    return {Diameter + 2, Diameter + 2};
}

void StateDot::paintDot(QPainter *painter, QPointF center, const QColor &color)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    painter->drawEllipse(center, Diameter / 2.0, Diameter / 2.0);
    painter->restore();
}

void StateDot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintDot(&painter, QRectF(rect()).center(), m_color);
}

} // namespace sockscope
