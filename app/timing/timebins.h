// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timing/relaxed.h"

#include <QtGlobal>

#include <algorithm>
#include <cmath>

namespace sockscope {

/// A stretch of a TimeSeries: what all bins have. Merging takes in the bin that follows.
struct TimeBin
{
    Relaxed<quint32> beginS = 0; ///< CaptureStore time, seconds
    Relaxed<quint32> widthS = 1;

    qint64 beginNs() const { return qint64(beginS) * 1'000'000'000; }
    qint64 endNs() const { return beginNs() + qint64(widthS) * 1'000'000'000; }
};

/// Some values that came in one stretch of time, in nanoseconds.
struct ValueBin : TimeBin
{
    Relaxed<quint64> count = 0;
    Relaxed<qint64> sum = 0;
    Relaxed<qint64> min = 0, max = 0;
    Relaxed<quint64> row = 0; ///< of the log, that brought the largest

    void add(qint64 value, quint64 fromRow)
    {
        if (count == 0 || value < min)
            min = value;
        if (count == 0 || value >= max) {
            max = value;
            row = fromRow;
        }
        sum += value;
        count += 1;
    }
    void merge(const ValueBin &next)
    {
        if (next.count == 0)
            return;
        if (count == 0 || next.min < min)
            min = next.min;
        if (count == 0 || next.max >= max) {
            max = next.max;
            row = next.row;
        }
        sum += next.sum;
        count += next.count;
    }
    double mean() const { return count == 0 ? 0 : double(sum) / double(count); }
};

/// Round trips of pings.
struct RttBin : ValueBin
{
    Relaxed<quint64> byKernel = 0; ///< so many of them by the kernel's clock, see RttSource

    void merge(const RttBin &next)
    {
        ValueBin::merge(next);
        byKernel += next.byKernel;
    }
};

/// Times between one whole message from the device and the next.
struct GapBin : ValueBin
{
    Relaxed<double> sumOfSquares = 0;
    Relaxed<qint64> jitterNs = 0; ///< at its end; see TimingProbe

    void add(qint64 gap, qint64 jitter, quint64 fromRow)
    {
        ValueBin::add(gap, fromRow);
        sumOfSquares += double(gap) * double(gap);
        jitterNs = jitter;
    }
    void merge(const GapBin &next)
    {
        ValueBin::merge(next);
        sumOfSquares += next.sumOfSquares;
        jitterNs = next.jitterNs;
    }
    /// Standard deviation of the gaps in nanoseconds.
    double deviation() const
    {
        const double square = mean() * mean();
        return count == 0 ? 0 : std::sqrt(std::max(sumOfSquares / double(count) - square, 0.0));
    }
};

/// What crossed in one stretch of time.
struct TrafficBin : TimeBin
{
    struct Way
    {
        Relaxed<quint64> bytes = 0; ///< frame headers and payloads
        Relaxed<quint32> frames = 0;
        Relaxed<quint32> messages = 0; ///< whole ones
    };
    Way received, sent;
    Relaxed<quint64> row = 0; ///< of the log: the first frame

    void merge(const TrafficBin &next)
    {
        add(&received, next.received);
        add(&sent, next.sent);
    }
    bool isEmpty() const { return received.frames + sent.frames == 0; }
    double perSecond(quint64 amount) const { return double(amount) / double(widthS); }

private:
    static void add(Way *way, const Way &more)
    {
        way->bytes += more.bytes;
        way->frames += more.frames;
        way->messages += more.messages;
    }
};

} // namespace sockscope
