// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/devices/attemptpattern.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace sockscope {

namespace {

using Kind = AttemptPattern::Kind;
using Run = std::vector<double>; // waits in seconds while one attempt after the other failed

constexpr size_t MinWaits = 3; // fewer say nothing about growth
constexpr double ShortestWait = 1e-3; // seconds; logarithms want more than 0
constexpr double ImmediateShare = 0.125; // of the second wait: a first one below is no part of the series
constexpr double LeastFactor = 1.15;
constexpr double LeastGrowth = 1.5; // from the first wait to the longest
constexpr double SamenessShare = 0.05; // waits that differ by less are taken for equal
constexpr double OneInTwenty = 1.6; // standard deviations of a trend that chance would show so rarely
constexpr double CloseFit = 0.1; // a series so close to its curve needs no statistics
constexpr double TimerShare = 0.03; // what timers, and the way to the bench, may add or lack
constexpr double TimerSeconds = 0.015;

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    const auto middle = values.begin() + qsizetype(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

// A run begins after a session, and is as long as the device fails.
std::vector<Run> failingRuns(const QList<ReconnectWait> &waits)
{
    std::vector<Run> runs;
    for (const ReconnectWait &wait : waits) {
        if (wait.followsSession || runs.empty())
            runs.emplace_back();
        runs.back().push_back(std::max(double(wait.ns) / 1e9, ShortestWait));
    }
    // A wait that was followed by success tells nothing of growth.
    std::erase_if(runs, [](const Run &run) { return run.size() < 2; });
    // Many a device tries at once, and only then begins to wait.
    for (Run &run : runs)
        if (run.size() > MinWaits && run[0] < ImmediateShare * run[1])
            run.erase(run.begin());
    return runs;
}

/// wait = base * factor ^ min(position, cap)
struct Curve
{
    double logBase = 0;
    double logFactor = 0;
    size_t cap = 0;
    double error = 0; // sum of squares

    double at(size_t position) const
    {
        return std::exp(logBase + logFactor * double(std::min(position, cap)));
    }
};

Curve curveWithCap(const std::vector<Run> &runs, size_t cap)
{
    double n = 0, sumX = 0, sumY = 0, sumXX = 0, sumXY = 0;
    const auto forEach = [&runs](auto visit) {
        for (const Run &run : runs)
            for (size_t i = 0; i < run.size(); ++i)
                visit(i, std::log(run[i]));
    };
    forEach([&](size_t i, double y) {
        const auto x = double(std::min(i, cap));
        ++n;
        sumX += x;
        sumY += y;
        sumXX += x * x;
        sumXY += x * y;
    });
    Curve curve;
    curve.cap = cap;
    const double spreadX = n * sumXX - sumX * sumX;
    curve.logFactor = spreadX > 0 ? (n * sumXY - sumX * sumY) / spreadX : 0;
    curve.logBase = (sumY - curve.logFactor * sumX) / n;
    forEach([&](size_t i, double y) {
        const double off = y - curve.logBase - curve.logFactor * double(std::min(i, cap));
        curve.error += off * off;
    });
    return curve;
}

// The one without a cap, unless a cap explains clearly more.
Curve bestCurve(const std::vector<Run> &runs)
{
    const size_t last = std::ranges::max(runs, {}, &Run::size).size() - 1;
    Curve best = curveWithCap(runs, last);
    for (size_t cap = last - 1; cap >= 1 && last > 1; --cap) {
        const Curve curve = curveWithCap(runs, cap);
        if (curve.error < 0.9 * best.error - 1e-9)
            best = curve;
    }
    return best;
}

// Mann and Kendall's test: do later waits of a run exceed earlier ones more often than chance would have it?
bool hasTrend(const std::vector<Run> &runs)
{
    double score = 0, variance = 0;
    for (const Run &run : runs) {
        const auto n = double(run.size());
        variance += n * (n - 1) * (2 * n + 5) / 18;
        for (size_t i = 0; i < run.size(); ++i)
            for (size_t j = i + 1; j < run.size(); ++j)
                if (std::abs(run[j] - run[i]) > SamenessShare * run[i])
                    score += run[j] > run[i] ? 1 : -1;
    }
    return score > 0 && (score - 1) / std::sqrt(variance) >= OneInTwenty;
}

// How far waits are from the curve, and as a share of what it says.
struct Deviations
{
    std::vector<double> seconds, shares;
};

Deviations deviations(const std::vector<Run> &runs, const Curve &curve)
{
    Deviations off;
    for (const Run &run : runs) {
        for (size_t i = 0; i < run.size(); ++i) {
            off.seconds.push_back(std::abs(run[i] - curve.at(i)));
            off.shares.push_back(off.seconds.back() / curve.at(i));
        }
    }
    return off;
}

bool grows(const std::vector<Run> &runs, const Curve &curve)
{
    const double growth = std::exp(curve.logFactor * double(curve.cap));
    if (std::exp(curve.logFactor) < LeastFactor || growth < LeastGrowth)
        return false;
    return hasTrend(runs) || std::ranges::max(deviations(runs, curve).shares) < CloseFit;
}

qint64 nanoseconds(double seconds)
{
    return qint64(std::llround(seconds * 1e9));
}

AttemptPattern usualWait(Kind kind, const std::vector<double> &waits)
{
    AttemptPattern pattern;
    pattern.kind = kind;
    pattern.waits = qsizetype(waits.size());
    const double usual = median(waits);
    pattern.baseNs = nanoseconds(usual);
    std::vector<double> off;
    for (const double wait : waits)
        off.push_back(std::abs(wait - usual));
    // One of few may have come late for any reason: half of them count.
    const double typical = median(off);
    pattern.spread = typical / usual;
    pattern.hasJitter = waits.size() >= MinWaits && typical > TimerSeconds && pattern.spread > TimerShare;
    return pattern;
}

AttemptPattern growingWaits(const std::vector<Run> &runs, const Curve &curve)
{
    AttemptPattern pattern;
    pattern.kind = Kind::Growing;
    pattern.baseNs = nanoseconds(curve.at(0));
    pattern.factor = std::exp(curve.logFactor);
    const size_t longest = std::ranges::max(runs, {}, &Run::size).size();
    if (curve.cap + 1 < longest)
        pattern.capNs = nanoseconds(curve.at(curve.cap));
    for (const Run &run : runs)
        pattern.waits += qsizetype(run.size());
    const Deviations off = deviations(runs, curve);
    pattern.spread = median(off.shares);
    pattern.hasJitter = pattern.spread > TimerShare && median(off.seconds) > TimerSeconds;
    return pattern;
}

} // namespace

AttemptPattern attemptPattern(const QList<ReconnectWait> &waits)
{
    if (waits.isEmpty())
        return {};
    const std::vector<Run> runs = failingRuns(waits);
    std::vector<double> failing;
    for (const Run &run : runs)
        failing.insert(failing.end(), run.begin(), run.end());
    if (failing.size() < MinWaits) {
        std::vector<double> all;
        for (const ReconnectWait &wait : waits)
            all.push_back(std::max(double(wait.ns) / 1e9, ShortestWait));
        return usualWait(Kind::Untested, all);
    }
    const Curve curve = bestCurve(runs);
    return grows(runs, curve) ? growingWaits(runs, curve) : usualWait(Kind::Steady, failing);
}

} // namespace sockscope
