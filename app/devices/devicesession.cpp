// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/devices/devicesession.h"

#include <QJsonDocument>
#include <QJsonObject>

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
    if (session.isExcused)
        return SessionEnd::ByBench;
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

void noteFault(DeviceSession *session, QByteArrayView facts, qint64 timeNs)
{
    const QJsonObject json = QJsonDocument::fromJson(facts.toByteArray()).object();
    session->isExcused |=
        json.value(QStringLiteral("mustRefuse")).toBool() && !json.value(QStringLiteral("accepted")).toBool();
    if (json.value(QStringLiteral("fault")) != QLatin1StringView("freeze"))
        return;
    if (json.contains(QStringLiteral("ms"))) { // for so long
        session->deadNs = timeNs;
        session->revivedNs = -1;
    } else {
        session->revivedNs = timeNs;
    }
}

QList<std::pair<qint64, qint64>> usefulSpans(const DeviceSession &session, qint64 nowNs)
{
    if (!session.hasOpened())
        return {};
    const qint64 end = session.endedNs < 0 ? nowNs : session.endedNs;
    if (session.deadNs < 0)
        return {{session.openedNs, end}};
    const std::pair<qint64, qint64> before(session.openedNs, session.deadNs);
    if (session.revivedNs < 0)
        return {before};
    return {before, {session.revivedNs, end}};
}

void DeviceSums::add(const DeviceSession &session)
{
    ++attempts;
    opened += session.hasOpened() ? 1 : 0;
    for (const auto &[from, to] : usefulSpans(session, session.openedNs))
        openNs += std::max<qint64>(to - from, 0);
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
