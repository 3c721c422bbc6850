// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/quantity.h"

#include <qcustomplot.h>

namespace sockscope {

/// Ticks of a time axis in seconds, told from a moment called "now": -60 s, -45 s, ..., now.
class RelativeTimeTicker : public QCPAxisTicker
{
public:
    void setNow(double seconds) { setTickOrigin(seconds); }

protected:
    double getTickStep(const QCPRange &range) override;
    int getSubTickCount(double) override { return 0; }
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;
};

/// Ticks of a linear axis: 0, 20 KiB, 40 KiB.
class LinearTicker : public QCPAxisTicker
{
public:
    explicit LinearTicker(Quantity quantity);

protected:
    double getTickStep(const QCPRange &range) override;
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;

    Quantity m_quantity;
};

/// Ticks of a logarithmic axis, no more than wanted: 1, 2 and 5 of a decade, decades, or every few of them;
/// of bytes powers of two.
class LogTicker : public LinearTicker
{
public:
    using LinearTicker::LinearTicker;

protected:
    QVector<double> createTickVector(double tickStep, const QCPRange &range) override;
    int getSubTickCount(double) override { return 0; }
};

} // namespace sockscope
