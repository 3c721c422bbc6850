// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/axistickers.h"

#include <qcustomplot.h>

#include <QElapsedTimer>

namespace sockscope {

/// A plot over time that slides along with the clock while it is live. Dragging or zooming stops that, a
/// double click starts it again. It says when it is worth drawing: never while hidden, and not when nothing
/// has changed.
class TimePlot : public QCustomPlot
{
    Q_OBJECT

public:
    static constexpr double WindowSeconds = 60;

    explicit TimePlot(QWidget *parent = nullptr);

    bool isLive() const { return m_live; }
    void setLive(bool live);
    /// Moves on to @p nowNs. True when it should be drawn now: @p hasNews, or what it shows slides along. @p
    /// newestNs is the time of the newest point, -1 for none. News that come while it is not due are
    /// remembered.
    bool advance(qint64 nowNs, qint64 newestNs, bool hasNews);
    /// Seconds on the time axis.
    static double seconds(qint64 nanoseconds) { return double(nanoseconds) / 1e9; }

signals:
    void liveChanged(bool live);
    void restyled(); ///< the theme has changed; colours of curves are the owner's

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void slideTo(double now);

    QSharedPointer<RelativeTimeTicker> m_ticker;
    QElapsedTimer m_sinceDrawn;
    bool m_live = true;
    bool m_sliding = false; // the range is being set by slideTo()
    bool m_hasNews = false;
};

} // namespace sockscope
