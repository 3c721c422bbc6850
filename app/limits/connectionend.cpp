// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/limits/connectionend.h"

namespace sockscope {

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

} // namespace sockscope
