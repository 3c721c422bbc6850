// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/limits/connectionend.h"

namespace sockscope {

namespace {

// Without the port, which is another one for every connection.
QString hostOf(const ConnectionStats &connection)
{
    return connection.peer.left(connection.peer.lastIndexOf(u':'));
}

bool hasLabel(const ConnectionStats &connection)
{
    return connection.device != connection.peer;
}

} // namespace

ProbeOutcome endOf(const ConnectionStats &connection)
{
    ProbeOutcome outcome;
    const bool hasCode = connection.closeCode != quint16(ws::CloseCode::AbnormalClosure);
    outcome.code = hasCode ? connection.closeCode : 0;
    const ws::Violation violation = connection.lastViolation.value_or(ws::Violation());
    if (connection.failed && violation.rule == ws::Rule::PongTimeout) {
        outcome.end = ProbeEnd::Silent;
    } else if (connection.failed && violation.rule != ws::Rule::ClosedWithoutClose) {
        outcome.end = ProbeEnd::BrokeRule;
        outcome.detail = QLatin1StringView(ws::ruleInfo(violation.rule).name);
    } else if (hasCode) {
        outcome.end = ProbeEnd::Closed;
        outcome.detail = connection.closeReason;
    } else {
        outcome.end = connection.reset ? ProbeEnd::Reset : ProbeEnd::Ended;
    }
    return outcome;
}

bool isSameDevice(const ConnectionStats &device, const ConnectionStats &other)
{
    if (!other.path.isEmpty() && other.path != device.path)
        return false;
    if (hasLabel(device))
        return other.device == device.device;
    return !hasLabel(other) && hostOf(other) == hostOf(device);
}

} // namespace sockscope
