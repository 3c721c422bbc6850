// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/limits/limitsplan.h"

#include <QSet>

#include <algorithm>

namespace sockscope {

namespace {

bool isTime(int milliseconds)
{
    return milliseconds >= LimitsPlan::MinMs && milliseconds <= LimitsPlan::MaxMs;
}

QString boundFault(const LimitAim &aim)
{
    const LimitInfo &info = limitInfo(aim.kind);
    // The kinds where less is harder have one bound only, as those have where there is nothing to choose.
    const qint64 least = std::min(info.mildest + 1, info.furthestBound);
    if (aim.bound >= least && aim.bound <= info.furthestBound)
        return {};
    return QStringLiteral("%1: the bound has to be from %2 to %3, not %4.")
        .arg(QLatin1StringView(info.title), limitValueText(aim.kind, least),
            limitValueText(aim.kind, info.furthestBound), limitValueText(aim.kind, aim.bound));
}

} // namespace

LimitsPlan fullPlan()
{
    LimitsPlan plan;
    for (const LimitInfo &info : limitInfos())
        plan.aims.append({info.kind, info.usualBound});
    return plan;
}

QString planFault(const LimitsPlan &plan)
{
    if (plan.aims.isEmpty())
        return QStringLiteral("No limit is chosen: choose one at least.");
    QSet<LimitKind> seen;
    for (const LimitAim &aim : plan.aims) {
        if (const QString fault = boundFault(aim); !fault.isEmpty())
            return fault;
        if (seen.contains(aim.kind))
            return QStringLiteral("%1 is asked for twice: once is enough.")
                .arg(QLatin1StringView(limitInfo(aim.kind).title));
        seen.insert(aim.kind);
    }
    if (!isTime(plan.pongTimeoutMs) || !isTime(plan.returnTimeoutMs))
        return QStringLiteral("A wait for a pong or for the device has to be from %1 ms to 1 hour.")
            .arg(LimitsPlan::MinMs);
    return {};
}

} // namespace sockscope
