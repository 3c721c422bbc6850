// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plotstyle.h"

#include "ui/theme/theme.h"

#include <qcustomplot.h>

namespace sockscope {

namespace {

constexpr int LabelPixels = 11;
constexpr qreal CurveWidth = 1.25;
constexpr qreal ChosenCurveWidth = 2.25;

void styleAxis(QCPAxis *axis, const QFont &font)
{
    const Theme &theme = Theme::current();
    axis->setTickLabelFont(font);
    axis->setTickLabelColor(theme.muted);
    axis->setBasePen(QPen(theme.line));
    axis->setTickPen(Qt::NoPen);
    axis->setSubTickPen(Qt::NoPen);
    axis->grid()->setPen(QPen(theme.line, 1, Qt::SolidLine));
    axis->grid()->setZeroLinePen(Qt::NoPen);
    axis->grid()->setSubGridVisible(false);
}

} // namespace

void stylePlot(QCustomPlot *plot)
{
    QFont font = fixedFont();
    font.setPixelSize(LabelPixels);
    plot->setBackground(Theme::current().panel);
    styleAxis(plot->xAxis, font);
    plot->xAxis->grid()->setVisible(false);
    for (QCPAxis *axis : plot->axisRect()->axes(QCPAxis::atLeft)) {
        styleAxis(axis, font);
        axis->setBasePen(Qt::NoPen);
    }
}

void styleLegend(QCustomPlot *plot)
{
    const Theme &theme = Theme::current();
    QFont font = fixedFont();
    font.setPixelSize(LabelPixels);
    plot->legend->setFont(font);
    plot->legend->setTextColor(theme.text);
    plot->legend->setBrush(theme.header);
    plot->legend->setBorderPen(QPen(theme.line));
    plot->axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignLeft | Qt::AlignTop);
}

QPen curvePen(const QColor &colour, bool isChosen)
{
    return QPen(colour, isChosen ? ChosenCurveWidth : CurveWidth);
}

} // namespace sockscope
