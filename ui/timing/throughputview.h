// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timing/timingview.h"

namespace sockscope {

class Chip;
class ChipChoice;
class CurvesPlot;
class FigureTable;
struct TimeCurve;

/// Bytes or frames per second, what devices sent solid and what was sent to them dashed, by connection or all
/// together.
class ThroughputView : public TimingView
{
    Q_OBJECT

public:
    explicit ThroughputView(BenchSession *session);

    ScopePlot *plot() const override;
    void clear() override;
    void selectConnection(quint64 connection) override;

protected:
    void measure() override;
    void draw() override;

private:
    bool isInFrames() const;
    QList<TimeCurve> curvesOf(quint64 connection, const QString &name, const TimingFigures &figures) const;
    QStringList texts(const TimingFigures &figures) const;
    QString rateText(double perSecond) const;

    qint64 m_second = -1; // the last one that was drawn
    ChipChoice *m_unit;
    Chip *m_together;
    CurvesPlot *m_plot;
    FigureTable *m_table;
};

} // namespace sockscope
