// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/rttcurves.h"
#include "ui/plots/timeplot.h"

#include <QHash>

namespace sockscope {

/// Round trips over time, a curve per connection.
class RttPlot : public TimePlot
{
    Q_OBJECT

public:
    explicit RttPlot(QWidget *parent = nullptr);

    /// Draws @p curves if that is due.
    void refresh(const RttCurves &curves, qint64 nowNs, bool hasNews);
    void setLogarithmic(bool on);
    bool isLogarithmic() const { return yAxis->scaleType() == QCPAxis::stLogarithmic; }
    /// Makes one curve stand out, 0 for none.
    void choose(quint64 connection);

signals:
    void pointClicked(quint64 connection, qint64 timeNs);

private:
    void showCurves(const RttCurves &curves);
    void fitRtts();
    void restyleCurves();
    void clickPoint(QCPAbstractPlottable *plottable, int index);

    QHash<quint64, QCPGraph *> m_graphs; // by connection
    quint64 m_chosen = 0;
};

} // namespace sockscope
