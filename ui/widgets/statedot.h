// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QWidget>

namespace sockscope {

/// A filled circle that says a state by its colour; the words stand beside it.
class StateDot : public QWidget
{
    Q_OBJECT

public:
    explicit StateDot(QWidget *parent = nullptr);
    void setColor(const QColor &color);
    QSize sizeHint() const override;

    static constexpr int Diameter = 7;
    static void paintDot(QPainter *painter, QPointF center, const QColor &color);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QColor m_color;
};

} // namespace sockscope
