// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/axistickers.h"
#include "ui/plots/scopeplot.h"

#include <QElapsedTimer>

namespace sockscope {

/// A plot over time that slides along with the clock while it is live. Zooming a live plot changes how much
/// of the past it shows, dragging stops it, a double click or Home starts it again. It says when it is worth
/// drawing: never while hidden, and not when nothing has changed.
class TimePlot : public ScopePlot
{
    Q_OBJECT

public:
    static constexpr double WindowSeconds = 60;
    static constexpr double MinSeconds = 0.001;
    static constexpr double MaxSeconds = 7 * 24 * 3600;

    explicit TimePlot(QWidget *parent = nullptr);

    bool isLive() const { return m_live; }
    void setLive(bool live);
    /// How much of the past one begins with.
    void setHomeSeconds(double seconds);
    /// Moves on to @p nowNs. True when it should be drawn now: @p hasNews, or what it shows slides along. @p
    /// newestNs is the time of the newest point, -1 for none. News that come while it is not due are
    /// remembered.
    bool advance(qint64 nowNs, qint64 newestNs, bool hasNews);
    /// What is in view, and a little on both sides: points beyond that need not be set.
    std::pair<qint64, qint64> neededNs() const;
    /// How much time a pixel stands for.
    qint64 pixelNs() const;
    /// Seconds on the time axis.
    static double seconds(qint64 nanoseconds) { return double(nanoseconds) / 1e9; }

    QString keyText(double key) const override;

public slots:
    void goHome() override;
    /// Something else is to be shown: what advance() says next is to draw.
    void drawSoon();

signals:
    void liveChanged(bool live);

protected:
    QString keyHeader() const override;
    QString keyCell(double key) const override;
    void zoomBy(double factor, double key) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void slideTo(double now);

    QSharedPointer<RelativeTimeTicker> m_ticker;
    QElapsedTimer m_sinceDrawn;
    double m_home = WindowSeconds;
    double m_window = WindowSeconds;
    double m_now = 0;
    bool m_live = true;
    bool m_sliding = false; // the range is being set by slideTo()
    bool m_hasNews = false;
};

} // namespace sockscope
