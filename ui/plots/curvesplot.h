// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/quantity.h"
#include "ui/plots/timeplot.h"

namespace sockscope {

/// A curve of a connection over time.
struct TimeCurve
{
    quint64 connection = 0;
    bool isDashed = false; ///< the second of a connection, such as what was sent to it
    QString name;
    QVector<QCPGraphData> points; ///< at least those in TimePlot::neededNs()
    QList<quint64> rows; ///< of the log; of every point, or none
};

/// Curves of connections over time, all of one quantity, on a linear or a logarithmic axis that fits what is
/// in view.
class CurvesPlot : public TimePlot
{
    Q_OBJECT

public:
    explicit CurvesPlot(Quantity quantity, QWidget *parent = nullptr);

    /// Replaces all curves, and draws.
    void setCurves(const QList<TimeCurve> &curves);
    void setQuantity(Quantity quantity);
    void setLogarithmic(bool on);
    /// Values hold up to the next point.
    void setSteps(bool on) { m_lineStyle = on ? QCPGraph::lsStepLeft : QCPGraph::lsLine; }
    bool isLogarithmic() const { return yAxis->scaleType() == QCPAxis::stLogarithmic; }
    /// Makes one connection stand out, 0 for none.
    void choose(quint64 connection);

    QString valueText(double value) const override;

protected:
    QString valueHeader() const override;

private:
    using Key = std::pair<quint64, bool>; // connection, dashed

    void showCurve(const TimeCurve &curve);
    void dropOthers(const QList<TimeCurve> &curves);
    void fitValues();
    void restyleCurves();

    Quantity m_quantity;
    QCPGraph::LineStyle m_lineStyle = QCPGraph::lsLine;
    std::map<Key, QCPGraph *> m_graphs;
    quint64 m_chosen = 0;
};

} // namespace sockscope
