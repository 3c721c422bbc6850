// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timing/timingview.h"

#include <map>

class QStackedWidget;

namespace sockscope {

class ChipChoice;
class CurvesPlot;
class DistributionPlot;
class FigureTable;
struct TimeCurve;

/// How evenly messages come: the time from one message of a device to the next, its jitter as RFC 3550 has
/// it, and how often which gap came.
class JitterView : public TimingView
{
    Q_OBJECT

public:
    enum class Shown { Gaps, Jitter, Spread };

    explicit JitterView(BenchSession *session);

    ScopePlot *plot() const override;
    void clear() override;
    void selectConnection(quint64 connection) override;

protected:
    void measure() override;
    void draw() override;

private:
    void show(Shown shown);
    Shown shown() const;
    TimeCurve curveOf(quint64 connection, const TimingFigures &figures) const;
    qint64 jitterOf(quint64 connection, const TimingFigures &figures);

    ChipChoice *m_choice;
    CurvesPlot *m_overTime;
    DistributionPlot *m_spread;
    QStackedWidget *m_plots;
    FigureTable *m_table;
    std::map<quint64, qint64> m_jitters; // nanoseconds, as last heard of
    quint64 m_messages = 0; // that were there at the last drawing
    quint64 m_chosen = 0;
};

} // namespace sockscope
