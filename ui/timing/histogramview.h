// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timing/timingview.h"

namespace sockscope {

class DistributionPlot;
class FigureTable;

/// How often which round trip came, of every connection over the whole run, with its percentiles.
class HistogramView : public TimingView
{
    Q_OBJECT

public:
    explicit HistogramView(BenchSession *session);

    ScopePlot *plot() const override;
    void clear() override { measureNow(); }
    void selectConnection(quint64 connection) override;

protected:
    void measure() override;

private:
    DistributionPlot *m_plot;
    FigureTable *m_table;
    quint64 m_chosen = 0;
};

} // namespace sockscope
