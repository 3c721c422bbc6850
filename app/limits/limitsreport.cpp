// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/limits/limitsreport.h"

namespace sockscope {

namespace {

const QString Unknown = QStringLiteral("–");

} // namespace

QString workedText(const LimitResult &result)
{
    const LimitBracket &bracket = result.bracket;
    if (bracket.worked) {
        const QString value = limitValueText(result.aim.kind, *bracket.worked);
        return bracket.state == LimitState::BoundSurvived ? value + QStringLiteral(", the bound") : value;
    }
    return bracket.failed == limitInfo(result.aim.kind).mildest ? QStringLiteral("none") : Unknown;
}

QString failedText(const LimitResult &result)
{
    const std::optional<qint64> failed = result.bracket.failed;
    return failed ? limitValueText(result.aim.kind, *failed) : Unknown;
}

QString howText(const LimitResult &result)
{
    const LimitBracket &bracket = result.bracket;
    const QString how = bracket.failed ? outcomeText(bracket.how) : QString();
    switch (bracket.state) {
    case LimitState::Searching:
        return bracket.tries == 0 ? QStringLiteral("not tried")
            : how.isEmpty()       ? QStringLiteral("stopped early")
                                  : QStringLiteral("stopped early; %1").arg(how);
    case LimitState::Found:
    case LimitState::NothingWorked:
        return how;
    case LimitState::Flaky:
        return QStringLiteral("flaky: not the same again; %1").arg(how);
    case LimitState::BoundSurvived:
        return QStringLiteral("survived the bound");
    }
    return {};
}

QString endingText(LimitsEnding ending)
{
    switch (ending) {
    case LimitsEnding::Completed:
        return QStringLiteral("All that was asked for is known.");
    case LimitsEnding::Cancelled:
        return QStringLiteral("Cancelled.");
    case LimitsEnding::DeviceGone:
        return QStringLiteral("The device did not connect again in time.");
    case LimitsEnding::NoAnswer:
        return QStringLiteral(
            "The device did not answer a plain ping (RFC 6455 5.5.2): nothing can be judged.");
    case LimitsEnding::ServerStopped:
        return QStringLiteral("The server was stopped.");
    }
    return {};
}

} // namespace sockscope
