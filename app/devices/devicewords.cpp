// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/devices/devicewords.h"

#include "app/text/durations.h"

#include <QStringList>

namespace sockscope {

namespace {

using Kind = AttemptPattern::Kind;

constexpr int Fleet = 200; // devices that a server may well have
constexpr double SlowRate = 1; // attempts a second of a fleet that nobody would call a storm

double fleetRate(const AttemptPattern &pattern)
{
    return Fleet / (double(pattern.baseNs) / 1e9);
}

QString rateText(double perSecond)
{
    return QString::number(perSecond, 'f', perSecond < 10 ? 1 : 0);
}

QString percent(double share)
{
    return QStringLiteral("%1 %").arg(share * 100, 0, 'f', share < 0.1 ? 1 : 0);
}

QString factorText(const AttemptPattern &pattern)
{
    return QStringLiteral("×%1").arg(pattern.factor, 0, 'f', 1);
}

QString jitterWords(const AttemptPattern &pattern)
{
    return pattern.hasJitter ? QStringLiteral("with jitter (typically %1)").arg(percent(pattern.spread))
                             : QStringLiteral("without jitter");
}

QString steadyWords(const AttemptPattern &pattern)
{
    const QString tells = QStringLiteral("Tries again every %1, %2, and does not back off")
                              .arg(formatDuration(pattern.baseNs), jitterWords(pattern));
    if (fleetRate(pattern) < SlowRate)
        return tells + QStringLiteral(": slow enough for many devices.");
    return tells
        + QStringLiteral(
            ": %1 such devices make %2 attempts a second until your server is back (RFC 6455 7.2.3).")
              .arg(Fleet)
              .arg(rateText(fleetRate(pattern)));
}

QString growingWords(const AttemptPattern &pattern)
{
    const QString cap = pattern.capNs < 0 ? QStringLiteral("no longest wait seen")
                                          : QStringLiteral("up to %1").arg(formatDuration(pattern.capNs));
    const QString tells =
        QStringLiteral("Backs off from %1, %2 each time, %3, %4")
            .arg(formatDuration(pattern.baseNs), factorText(pattern), cap, jitterWords(pattern));
    if (pattern.hasJitter)
        return tells + QStringLiteral(": many such devices come back spread out.");
    return tells
        + QStringLiteral(
            ": %1 such devices that lose your server together come back together (RFC 6455 7.2.3).")
              .arg(Fleet);
}

QString untestedWords(const AttemptPattern &pattern)
{
    const bool isAlike = pattern.waits >= 3 && !pattern.hasJitter;
    return QStringLiteral("Comes back after %1%2. Refuse it four times in a row to see whether it backs off.")
        .arg(formatDuration(pattern.baseNs), isAlike ? QStringLiteral(", always the same") : QString());
}

QString attemptWords(const DeviceReport &report)
{
    switch (report.pattern.kind) {
    case Kind::Unknown:
        break;
    case Kind::Untested:
        return untestedWords(report.pattern);
    case Kind::Steady:
        return steadyWords(report.pattern);
    case Kind::Growing:
        return growingWords(report.pattern);
    }
    if (report.mostAtOnce > 1)
        return QStringLiteral(
            "Has had %1 connections at once: if these are several devices, choose a rule that "
            "tells them apart.")
            .arg(report.mostAtOnce);
    return QStringLiteral("Has not had to come back yet.");
}

QString deadLinkWords(const DeviceReport &report, qint64 nowNs)
{
    QStringList words;
    const TimeSummary &times = report.detection;
    if (times.count == 1)
        words.append(QStringLiteral("Noticed a dead link after %1.").arg(formatDuration(times.last)));
    else if (times.count > 1)
        words.append(QStringLiteral("Noticed %1 dead links after %2 to %3.")
                         .arg(times.count)
                         .arg(formatDuration(times.min), formatDuration(times.max)));
    if (!report.deadLinks.isEmpty() && !report.deadLinks.constLast().isOver)
        words.append(QStringLiteral("Its link has been dead for %1, and it has not noticed.")
                         .arg(formatDuration(nowNs - report.deadLinks.constLast().sinceNs)));
    if (report.benchDetection.count > 0)
        words.append(QStringLiteral("The bench gave it up after %1 of silence.")
                         .arg(formatDuration(report.benchDetection.last)));
    return words.join(u' ');
}

QString endCount(SessionEnd end, quint64 count)
{
    switch (end) {
    case SessionEnd::None:
        return {};
    case SessionEnd::ByDevice:
        return QStringLiteral("%1 closed by it").arg(count);
    case SessionEnd::ByBench:
        return QStringLiteral("%1 by the bench").arg(count);
    case SessionEnd::Violation:
        return QStringLiteral("%1 over a broken rule").arg(count);
    case SessionEnd::Silent:
        return QStringLiteral("%1 over a missing pong").arg(count);
    case SessionEnd::Lost:
        return QStringLiteral("%1 without a Close frame").arg(count);
    case SessionEnd::Reset:
        return QStringLiteral("%1 reset").arg(count);
    case SessionEnd::Refused:
        return QStringLiteral("%1 refused").arg(count);
    case SessionEnd::NoUpgrade:
        return QStringLiteral("%1 without an upgrade").arg(count);
    case SessionEnd::NoTls:
        return QStringLiteral("%1 without TLS").arg(count);
    }
    return {};
}

QString allEnds(const DeviceReport &report)
{
    QStringList ends;
    for (int end = 1; end < SessionEndCount; ++end)
        if (const quint64 count = report.ends[size_t(end)])
            ends.append(endCount(SessionEnd(end), count));
    const QString attempts = report.attempts == 1 ? QStringLiteral("1 attempt")
                                                  : QStringLiteral("%1 attempts").arg(report.attempts);
    return ends.isEmpty() ? attempts + u'.'
                          : QStringLiteral("%1: %2.").arg(attempts, ends.join(QStringLiteral(", ")));
}

} // namespace

StormRisk stormRiskOf(const AttemptPattern &pattern)
{
    switch (pattern.kind) {
    case Kind::Unknown:
    case Kind::Untested:
        return StormRisk::Unknown;
    case Kind::Steady:
        return fleetRate(pattern) < SlowRate ? StormRisk::None : StormRisk::Storm;
    case Kind::Growing:
        return pattern.hasJitter ? StormRisk::None : StormRisk::Herd;
    }
    return StormRisk::Unknown;
}

QString backoffVerdict(const AttemptPattern &pattern)
{
    const QString jitter = pattern.hasJitter ? QStringLiteral(", jitter") : QString();
    switch (pattern.kind) {
    case Kind::Unknown:
        return QStringLiteral("–");
    case Kind::Untested:
        return QStringLiteral("not tested");
    case Kind::Steady:
        return QStringLiteral("none") + jitter;
    case Kind::Growing:
        break;
    }
    return factorText(pattern)
        + (pattern.capNs < 0 ? QString() : QStringLiteral(" to %1").arg(shortDuration(pattern.capNs)))
        + jitter;
}

QString endWords(const DeviceSession &session)
{
    const QString rule = session.rule ? QString(ws::ruleInfo(*session.rule).name) : QString();
    switch (session.end) {
    case SessionEnd::None:
        return session.hasOpened() ? QStringLiteral("open") : QStringLiteral("connecting");
    case SessionEnd::ByDevice:
        return QStringLiteral("closed by the device with %1").arg(session.closeCode);
    case SessionEnd::ByBench:
        return QStringLiteral("ended by the bench");
    case SessionEnd::Violation:
        return QStringLiteral("broke a rule: %1").arg(rule);
    case SessionEnd::Silent:
        return QStringLiteral("answered no ping");
    case SessionEnd::Lost:
        return QStringLiteral("ended without a Close frame");
    case SessionEnd::Reset:
        return QStringLiteral("reset by the device");
    case SessionEnd::Refused:
        return QStringLiteral("refused with HTTP %1").arg(session.status);
    case SessionEnd::NoUpgrade:
        return rule.isEmpty() ? QStringLiteral("ended without an upgrade")
                              : QStringLiteral("ended without an upgrade: %1").arg(rule);
    case SessionEnd::NoTls:
        return QStringLiteral("no TLS: %1").arg(rule);
    }
    return {};
}

DeviceWords describe(const DeviceReport &report, qint64 nowNs)
{
    const StormRisk risk = stormRiskOf(report.pattern);
    return {attemptWords(report), deadLinkWords(report, nowNs), allEnds(report),
        risk == StormRisk::Storm || risk == StormRisk::Herd};
}

} // namespace sockscope
