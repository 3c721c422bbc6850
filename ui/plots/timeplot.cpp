// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/timeplot.h"

#include "ui/plots/plotstyle.h"

#include <QScopedValueRollback>

namespace sockscope {

namespace {

constexpr qint64 DrawNewsEveryMs = 100;
constexpr qint64 SlideEveryMs = 250; // a second of the window is a few pixels wide

} // namespace

TimePlot::TimePlot(QWidget *parent) : QCustomPlot(parent), m_ticker(new RelativeTimeTicker)
{
    xAxis->setTicker(m_ticker);
    setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    axisRect()->setRangeDrag(Qt::Horizontal);
    axisRect()->setRangeZoom(Qt::Horizontal);
    axisRect()->setAutoMargins(QCP::msLeft | QCP::msBottom);
    axisRect()->setMargins(QMargins(0, 12, 16, 0));
    slideTo(0);
    stylePlot(this);
    connect(xAxis, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), this, [this] {
        if (!m_sliding)
            setLive(false);
    });
    connect(this, &QCustomPlot::mouseDoubleClick, this, [this] { setLive(true); });
}

void TimePlot::setLive(bool live)
{
    if (live == m_live)
        return;
    m_live = live;
    m_hasNews = true;
    m_sinceDrawn.invalidate();
    emit liveChanged(live);
}

void TimePlot::slideTo(double now)
{
    const QScopedValueRollback sliding(m_sliding, true);
    m_ticker->setNow(now);
    xAxis->setRange(now - WindowSeconds, now);
}

bool TimePlot::advance(qint64 nowNs, qint64 newestNs, bool hasNews)
{
    m_hasNews |= hasNews;
    if (!isVisible())
        return false;
    // What has left the window at the last drawing has nothing to slide.
    const bool slides = m_live && newestNs >= 0 && seconds(newestNs) >= xAxis->range().lower;
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

void TimePlot::changeEvent(QEvent *event)
{
    QCustomPlot::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    stylePlot(this);
    emit restyled();
    m_hasNews = true;
    m_sinceDrawn.invalidate();
}

void TimePlot::showEvent(QShowEvent *event)
{
    QCustomPlot::showEvent(event);
    m_hasNews = true;
    m_sinceDrawn.invalidate();
}

} // namespace sockscope
