// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/rttcurves.h"
#include "ui/timing/timingview.h"

namespace sockscope {

class CurvesPlot;
class FigureTable;
struct TimeCurve;

/// Ping round trips over time, a curve per connection, and their figures.
class RttView : public TimingView
{
    Q_OBJECT

public:
    explicit RttView(BenchSession *session);

    ScopePlot *plot() const override;
    void clear() override;
    void selectConnection(quint64 connection) override;

protected:
    void take() override;
    void measure() override;
    void draw() override;

private:
    TimeCurve curveOf(quint64 connection, const TimingFigures &figures) const;
    void addSamples(TimeCurve *curve) const;
    qint64 firstSampleNs(quint64 connection) const;
    void showClock();

    RttCurves m_samples; // the last ones, each on its own
    quint64 m_nextSample = 0;
    bool m_hasNews = false;
    CurvesPlot *m_plot;
    FigureTable *m_table;
};

} // namespace sockscope
