// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

namespace sockscope {

class ScopePlot;

/// The vertical line of a plot, a ring around each point it reads, and their values in a small box.
class PlotCursor : public QCPAbstractItem
{
    Q_OBJECT

public:
    /// @p plot owns it.
    explicit PlotCursor(ScopePlot *plot);

    double selectTest(const QPointF &, bool, QVariant * = nullptr) const override { return -1; }

protected:
    void draw(QCPPainter *painter) override;

private:
    void drawBox(QCPPainter *painter, double x) const;
    QRectF boxBeside(double x, const QSizeF &size) const;

    ScopePlot *m_plot;
};

} // namespace sockscope
