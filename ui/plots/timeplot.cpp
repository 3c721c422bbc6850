// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/timeplot.h"

#include "ui/models/figures.h"

#include <QScopedValueRollback>

#include <algorithm>
#include <cmath>

namespace sockscope {

namespace {

constexpr qint64 DrawNewsEveryMs = 100;
constexpr qint64 SlideEveryMs = 250; // a second of the window is a few pixels wide
constexpr double NsPerSecond = 1e9;
// A point that has just come stands a little before the edge, whole and not half beyond it.
constexpr double Headroom = 0.015;
constexpr double Farthest = 9e9; // seconds that nanoseconds can count

} // namespace

TimePlot::TimePlot(QWidget *parent) : ScopePlot(parent), m_ticker(new RelativeTimeTicker)
{
    xAxis->setTicker(m_ticker);
    slideTo(0);
    connect(xAxis, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), this, [this] {
        if (m_sliding)
            return;
        setLive(false);
        drawSoon();
    });
}

void TimePlot::setLive(bool live)
{
    if (live == m_live)
        return;
    m_live = live;
    drawSoon();
    emit liveChanged(live);
}

void TimePlot::setHomeSeconds(double seconds)
{
    m_home = std::clamp(seconds * (1 + Headroom), 1., MaxSeconds);
    m_window = m_home;
    drawSoon();
}

void TimePlot::goHome()
{
    m_window = m_home;
    drawSoon();
    setLive(true);
}

void TimePlot::drawSoon()
{
    m_hasNews = true;
    m_sinceDrawn.invalidate();
}

void TimePlot::slideTo(double now)
{
    const QScopedValueRollback sliding(m_sliding, true);
    m_now = now;
    m_ticker->setNow(now);
    xAxis->setRange(now - m_window, now + m_window * Headroom);
}

bool TimePlot::advance(qint64 nowNs, qint64 newestNs, bool hasNews)
{
    m_hasNews |= hasNews;
    if (!isVisible())
        return false;
    // What has left the window at the last drawing has nothing to slide.
    const bool slides =
        m_live && seconds(nowNs) != m_now && newestNs >= 0 && seconds(newestNs) >= xAxis->range().lower;
    if (!m_hasNews && !slides)
        return false;
    const qint64 wait = m_hasNews ? DrawNewsEveryMs : SlideEveryMs;
    if (m_sinceDrawn.isValid() && m_sinceDrawn.elapsed() < wait)
        return false;
    m_sinceDrawn.start();
    m_hasNews = false;
    if (m_live)
        slideTo(seconds(nowNs));
    return true;
}

std::pair<qint64, qint64> TimePlot::neededNs() const
{
    const QCPRange range = xAxis->range();
    const auto nanoseconds = [](double seconds) {
        return std::llround(std::clamp(seconds, -Farthest, Farthest) * NsPerSecond);
    };
    return {nanoseconds(range.lower - range.size()), nanoseconds(range.upper + range.size())};
}

qint64 TimePlot::pixelNs() const
{
    return std::llround(xAxis->range().size() / std::max(axisRect()->width(), 1) * NsPerSecond);
}

void TimePlot::zoomBy(double factor, double key)
{
    const double size = std::clamp(xAxis->range().size() * factor, MinSeconds, MaxSeconds);
    if (m_live) {
        m_window = size / (1 + Headroom);
        slideTo(m_now);
        drawSoon();
        replot(rpQueuedReplot);
        return;
    }
    ScopePlot::zoomBy(size / xAxis->range().size(), key);
}

QString TimePlot::keyText(double key) const
{
    return tr("%1 s").arg(secondsText(std::llround(key * NsPerSecond)));
}

QString TimePlot::keyHeader() const
{
    return QStringLiteral("seconds");
}

QString TimePlot::keyCell(double key) const
{
    return QString::number(key, 'f', 9);
}

void TimePlot::changeEvent(QEvent *event)
{
    ScopePlot::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        drawSoon();
}

void TimePlot::showEvent(QShowEvent *event)
{
    ScopePlot::showEvent(event);
    drawSoon();
}

} // namespace sockscope
