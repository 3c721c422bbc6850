// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/timewindow.h"

#include <algorithm>

namespace sockscope {

void TimeWindow::setNow(double now)
{
    m_now = now;
    if (m_isLive)
        m_to = now;
}

void TimeWindow::setLive(bool live)
{
    m_isLive = live;
    setNow(m_now);
}

void TimeWindow::goHome()
{
    m_isZoomed = false;
    m_seconds = m_home;
    setLive(true);
}

void TimeWindow::setHome(double seconds)
{
    m_home = std::clamp(seconds, MinSeconds, MaxSeconds);
    if (m_isLive && !m_isZoomed)
        m_seconds = m_home;
}

void TimeWindow::zoom(double factor, double at)
{
    const double size = std::clamp(m_seconds * factor, MinSeconds, MaxSeconds);
    if (!m_isLive)
        m_to = at + (m_to - at) * size / m_seconds;
    m_seconds = size;
    m_isZoomed = true;
}

void TimeWindow::pan(double seconds)
{
    m_isLive = false;
    m_isZoomed = true;
    m_to += seconds;
}

void TimeWindow::reveal(double from, double to)
{
    if (from >= this->from() && to <= m_to)
        return;
    pan(to > m_to || to - from > m_seconds ? to - m_to : from - this->from());
}

} // namespace sockscope
