// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/limits/limitsreport.h"

namespace sockscope {

/// What was found of a device that takes text of @p largest bytes, and no more.
inline LimitsReport reportOf(const QString &device, qint64 largest, int minute)
{
    LimitsReport report;
    report.device = device;
    report.at = QDateTime({2026, 11, 27}, {14, minute});
    LimitResult result;
    result.aim = {LimitKind::TextMessage, 1 << 24};
    result.bracket = {LimitState::Found, largest, largest + 1, {ProbeEnd::Closed, 1009, {}, 0, 1}, 20};
    report.results = {result};
    return report;
}

} // namespace sockscope
