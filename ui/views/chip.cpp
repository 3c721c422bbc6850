// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/chip.h"

#include <QPainter>

namespace sockscope {

namespace {

constexpr int Height = 20;
constexpr int Padding = 6;
constexpr int TabPadding = 4; // no frame around it
constexpr int Radius = 4;

} // namespace

Chip::Chip(const QString &text, Look look, Role colour, QWidget *parent)
    : QAbstractButton(parent), m_look(look), m_colour(colour)
{
    setText(text);
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize Chip::sizeHint() const
{
    QFont font = labelFont();
    font.setWeight(QFont::DemiBold); // the wider of its two looks, so that nothing moves when it is pressed
    const int padding = m_look == Look::Tab ? TabPadding : Padding;
    return {QFontMetrics(font).horizontalAdvance(text()) + 2 * padding, Height};
}

QFont Chip::labelFont() const
{
    QFont font = interfaceFont();
    if (m_look == Look::Tab && isChecked())
        font.setWeight(QFont::DemiBold);
    return font;
}

QColor Chip::labelColour() const
{
    const Theme &theme = Theme::current();
    if (isChecked())
        return theme.*m_colour;
    return underMouse() && isEnabled() ? theme.text : theme.muted;
}

void Chip::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool isFramed = hasFocus() || (m_look == Look::Filter && (isChecked() || underMouse()));
    painter.setPen(isFramed ? QPen(hasFocus() ? theme.accent : theme.line) : QPen(Qt::NoPen));
    if (m_look == Look::Filter && isChecked())
        painter.setBrush(theme.panel);
    painter.drawRoundedRect(frame, Radius, Radius);

    painter.setFont(labelFont());
    painter.setPen(isEnabled() ? labelColour() : theme.faint);
    painter.drawText(rect(), Qt::AlignCenter, text());
}

} // namespace sockscope
