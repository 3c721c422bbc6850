// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

/// Ticks of round trips in milliseconds on a logarithmic axis: 1 ms, 10 ms, 1 s.
class RttLogTicker : public QCPAxisTickerLog
{
protected:
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;
};

/// The same on a linear axis.
class RttTicker : public QCPAxisTicker
{
protected:
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;
};

/// Ticks of sizes in bytes at powers of 16: 16 B, 256 B, 4 KiB, 64 KiB.
class BytesLogTicker : public QCPAxisTickerLog
{
public:
    BytesLogTicker();
    /// Leaves out as many powers as an axis of @p pixels asks for.
    void fit(const QCPRange &range, int pixels);

protected:
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;
};

} // namespace sockscope
