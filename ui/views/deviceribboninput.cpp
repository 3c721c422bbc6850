// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// How mouse and keys move in the ribbon.
#include "ui/plots/zoomsteps.h"
#include "ui/views/deviceribbon.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace sockscope {

// The wheel zooms, as in every plot; over the names it scrolls.
void DeviceRibbon::wheelEvent(QWheelEvent *event)
{
    if (event->position().x() < timeArea().left()) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    const double notches = event->angleDelta().y() / 8. / NotchDegrees;
    const double at = secondsAt(event->position().x());
    if (notches != 0)
        changeWindow([=](TimeWindow &window) { window.zoom(std::pow(WheelZoom, -notches), at); });
    event->accept();
}

void DeviceRibbon::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = event->pos();
    m_pressedTo = m_window.to();
    m_isDragging = false;
}

void DeviceRibbon::mouseMoveEvent(QMouseEvent *event)
{
    m_hovered = event->pos();
    m_cursor.reset();
    viewport()->update();
    if (!m_pressed)
        return;
    const int moved = event->pos().x() - m_pressed->x();
    m_isDragging |= std::abs(moved) >= QApplication::startDragDistance();
    if (!m_isDragging)
        return;
    const double to = m_pressedTo - moved * m_window.size() / std::max(timeArea().width(), 1);
    changeWindow([to](TimeWindow &window) { window.pan(to - window.to()); });
}

void DeviceRibbon::mouseReleaseEvent(QMouseEvent *event)
{
    const bool isClick = std::exchange(m_pressed, std::nullopt) && !m_isDragging;
    if (!isClick)
        return;
    if (const auto place = attemptAt(event->pos())) {
        activate(*place);
    } else if (const int row = rowAt(event->pos()); row >= 0) {
        chooseDevice(row);
        emit deviceChosen(row);
    }
}

void DeviceRibbon::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (!attemptAt(event->pos()))
        setLive(true);
}

bool DeviceRibbon::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave) {
        m_hovered.reset();
        viewport()->update();
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void DeviceRibbon::keyPressEvent(QKeyEvent *event)
{
    const bool pans = event->modifiers().testFlag(Qt::ShiftModifier);
    const auto pan = [this](double share) {
        changeWindow([share](TimeWindow &window) { window.pan(share * window.size()); });
    };
    switch (event->key()) {
    case Qt::Key_Left:
        return pans ? pan(-PanShare) : stepAttempt(-1);
    case Qt::Key_Right:
        return pans ? pan(PanShare) : stepAttempt(1);
    case Qt::Key_Up:
        return stepDevice(-1);
    case Qt::Key_Down:
        return stepDevice(1);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(1 / KeyZoom);
    case Qt::Key_Minus:
        return zoom(KeyZoom);
    case Qt::Key_Home:
        return setLive(true);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return m_cursor ? activate(*m_cursor) : void();
    case Qt::Key_Escape:
        m_cursor.reset();
        return viewport()->update();
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

} // namespace sockscope
