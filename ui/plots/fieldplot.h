// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/fieldcurve.h"
#include "ui/plots/timeplot.h"

namespace sockscope {

/// Fields over time. Each has a value axis of its own, so that a heap of 180,000 bytes and 21 degrees both
/// have a shape; the axis that is seen is the chosen curve's.
class FieldPlot : public TimePlot
{
    Q_OBJECT

public:
    explicit FieldPlot(QWidget *parent = nullptr);

    /// Draws @p curves if that is due.
    void refresh(const std::vector<FieldCurve> &curves, qint64 nowNs, bool hasNews);
    /// Makes one curve stand out by its place.
    void choose(size_t curve);

    QString valueText(double value) const override;

signals:
    void curveClicked(int curve);

protected:
    QString valueHeader() const override;

private:
    void fitCount(size_t count);
    void showCurve(const FieldCurve &curve, size_t place);
    void fitValues(QCPGraph *graph);
    void styleAxes();

    QList<QCPGraph *> m_graphs; // as the curves
    QList<quint64> m_colours;
    size_t m_chosen = 0;
};

} // namespace sockscope
