// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/devices/devicesession.h"

#include <algorithm>

namespace sockscope {

namespace {

bool isOfTls(std::optional<ws::Rule> rule)
{
    return rule && ws::ruleInfo(*rule).closeCode == ws::CloseCode::TlsHandshake;
}

SessionEnd unopenedEnd(const DeviceSession &session)
{
    if (session.status != 0)
        return SessionEnd::Refused;
    return isOfTls(session.rule) ? SessionEnd::NoTls : SessionEnd::NoUpgrade;
}

} // namespace

SessionEnd sessionEndOf(const DeviceSession &session, const EndedFacts &facts)
{
    if (!session.hasOpened())
        return unopenedEnd(session);
    if (session.rule == ws::Rule::PongTimeout)
        return SessionEnd::Silent;
    if (session.rule == ws::Rule::ClosedWithoutClose)
        return session.firstClose == ws::Direction::Sent ? SessionEnd::ByBench : SessionEnd::Lost;
    // A rule that was tolerated does not give the end its code.
    if (session.rule && quint16(ws::ruleInfo(*session.rule).closeCode) == facts.code)
        return SessionEnd::Violation;
    if (facts.reset)
        return SessionEnd::Reset;
    if (facts.clean && session.firstClose == ws::Direction::Received)
        return SessionEnd::ByDevice;
    return SessionEnd::ByBench; // nobody else is left
}

void DeviceSums::add(const DeviceSession &session)
{
    ++attempts;
    opened += session.hasOpened() ? 1 : 0;
    openNs += session.hasOpened() ? std::max<qint64>(session.endedNs - session.openedNs, 0) : 0;
    firstNs = firstNs < 0 ? session.acceptedNs : std::min(firstNs, session.acceptedNs);
    ++ends[size_t(session.end)];
}

void DeviceSums::add(const DeviceSums &other)
{
    attempts += other.attempts;
    opened += other.opened;
    openNs += other.openNs;
    if (other.firstNs >= 0)
        firstNs = firstNs < 0 ? other.firstNs : std::min(firstNs, other.firstNs);
    for (size_t i = 0; i < ends.size(); ++i)
        ends[i] += other.ends[i];
}

} // namespace sockscope
