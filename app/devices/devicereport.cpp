// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/devices/devicereport.h"

#include <algorithm>

namespace sockscope {

namespace {

using Sessions = QList<DeviceSession>;

Sessions byArrival(const Device &device)
{
    Sessions sessions = device.sessions;
    std::ranges::sort(
        sessions, {}, [](const DeviceSession &s) { return std::pair(s.acceptedNs, s.connection); });
    return sessions;
}

QList<qint64> intervalsOf(const Sessions &sessions)
{
    QList<qint64> intervals;
    for (qsizetype i = 1; i < sessions.size(); ++i)
        intervals.append(sessions[i].acceptedNs - sessions[i - 1].acceptedNs);
    return intervals;
}

bool endedByDevice(const DeviceSession &session)
{
    return session.end == SessionEnd::ByDevice || session.end == SessionEnd::Lost
        || session.end == SessionEnd::Reset;
}

// An attempt beside one that goes on is no return, and one that tells of a dead link does not tell how long
// it waited: such an attempt ends a series of waits, and is none.
QList<ReconnectWait> waitsOf(const Sessions &sessions)
{
    QList<ReconnectWait> waits;
    qint64 lastEnd = -1;
    bool isBlind = false; // when the attempt before ended for the device is not known
    bool goesOn = false; // one of those before
    bool isFirst = false; // the next wait is the first of a series
    for (qsizetype i = 0; i < sessions.size(); ++i) {
        const DeviceSession &session = sessions[i];
        const bool isReturn = i > 0 && !isBlind && !goesOn && session.acceptedNs >= lastEnd;
        if (isReturn)
            waits.append({session.acceptedNs - lastEnd, isFirst || sessions[i - 1].hasOpened()});
        isFirst = i > 0 && !isReturn;
        isBlind = session.deadNs >= 0 && session.revivedNs < 0 && !endedByDevice(session);
        if (isBlind)
            continue;
        goesOn |= session.endedNs < 0;
        lastEnd = std::max(lastEnd, session.endedNs);
    }
    return waits;
}

// The time in which at least one was of use.
qint64 openTime(const Sessions &sessions, qint64 nowNs)
{
    QList<std::pair<qint64, qint64>> spans;
    for (const DeviceSession &session : sessions)
        spans += usefulSpans(session, nowNs);
    std::ranges::sort(spans);
    qint64 open = 0;
    qint64 until = -1;
    for (const auto &[from, to] : std::as_const(spans)) {
        open += std::max<qint64>(to - std::max(from, until), 0);
        until = std::max(until, to);
    }
    return open;
}

qsizetype mostAtOnce(const Sessions &sessions, qint64 nowNs)
{
    QList<std::pair<qint64, int>> changes;
    for (const DeviceSession &session : sessions) {
        for (const auto &[from, to] : usefulSpans(session, nowNs)) {
            changes.append({from, 1});
            changes.append({to, -1});
        }
    }
    std::ranges::sort(changes);
    qsizetype open = 0;
    qsizetype most = 0;
    for (const auto &[timeNs, change] : std::as_const(changes))
        most = std::max(most, open += change);
    return most;
}

QList<DeadLink> deadLinksOf(const Sessions &sessions)
{
    QList<DeadLink> links;
    for (const DeviceSession &session : sessions) {
        if (session.deadNs < 0)
            continue;
        DeadLink link{session.connection, session.deadNs, -1, session.endedNs >= 0 || session.revivedNs >= 0};
        const auto wasDead = [&session](qint64 timeNs) {
            return session.revivedNs < 0 || timeNs < session.revivedNs;
        };
        if (endedByDevice(session) && wasDead(session.endedNs))
            link.noticedNs = session.endedNs;
        const auto next = std::ranges::upper_bound(sessions, session.deadNs, {}, &DeviceSession::acceptedNs);
        if (next != sessions.end() && wasDead(next->acceptedNs)
            && (link.noticedNs < 0 || next->acceptedNs < link.noticedNs))
            link.noticedNs = next->acceptedNs;
        link.isOver |= link.noticedNs >= 0;
        links.append(link);
    }
    return links;
}

QList<qint64> noticingTimes(const QList<DeadLink> &links)
{
    QList<qint64> times;
    for (const DeadLink &link : links)
        if (link.noticedNs >= 0)
            times.append(link.noticedNs - link.sinceNs);
    return times;
}

QList<qint64> givingUpTimes(const Sessions &sessions)
{
    QList<qint64> times;
    for (const DeviceSession &session : sessions)
        if (session.end == SessionEnd::Silent)
            times.append(session.endedNs - std::max(session.heardNs, session.openedNs));
    return times;
}

void count(const Device &device, DeviceReport *report)
{
    report->attempts = device.older.attempts + quint64(device.sessions.size());
    report->opened = device.older.opened;
    report->ends = device.older.ends;
    for (const DeviceSession &session : device.sessions) {
        report->opened += session.hasOpened() ? 1 : 0;
        report->open += session.isOpen() ? 1 : 0;
        ++report->ends[size_t(session.end)];
    }
}

} // namespace

TimeSummary summaryOf(const QList<qint64> &times)
{
    if (times.isEmpty())
        return {};
    QList<qint64> sorted = times;
    std::ranges::sort(sorted);
    return {sorted.first(), sorted[(sorted.size() - 1) / 2], sorted.last(), times.last(), times.size()};
}

DeviceReport reportOn(const Device &device, qint64 nowNs)
{
    const Sessions sessions = byArrival(device);
    DeviceReport report;
    count(device, &report);
    const qint64 since = device.older.firstNs < 0 ? sessions.constFirst().acceptedNs : device.older.firstNs;
    if (nowNs > since)
        report.uptime =
            std::min(1.0, double(device.older.openNs + openTime(sessions, nowNs)) / double(nowNs - since));
    report.mostAtOnce = mostAtOnce(sessions, nowNs);
    report.intervals = summaryOf(intervalsOf(sessions));
    const QList<ReconnectWait> waits = waitsOf(sessions);
    QList<qint64> times;
    for (const ReconnectWait &wait : waits)
        times.append(wait.ns);
    report.waits = summaryOf(times);
    report.pattern = attemptPattern(waits);
    report.deadLinks = deadLinksOf(sessions);
    report.detection = summaryOf(noticingTimes(report.deadLinks));
    report.benchDetection = summaryOf(givingUpTimes(sessions));
    return report;
}

} // namespace sockscope
