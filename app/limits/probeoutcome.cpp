// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/limits/probeoutcome.h"

#include "app/text/payloadtext.h"

#include <algorithm>
#include <array>

namespace sockscope {

namespace {

constexpr qsizetype MaxDetail = 130;

constexpr std::array ids{"survived", "closed", "reset", "ended", "silent", "wrong-pong", "unanswered",
    "broke-rule"}; // in the order of ProbeEnd

} // namespace

QString outcomeText(const ProbeOutcome &outcome)
{
    const QString detail = outcome.detail.isEmpty()
        ? QString()
        : QStringLiteral(": ") + textPreview(outcome.detail.toUtf8(), MaxDetail);
    switch (outcome.end) {
    case ProbeEnd::Survived:
        return QStringLiteral("survived");
    case ProbeEnd::Closed:
        return QStringLiteral("closed %1").arg(outcome.code) + detail;
    case ProbeEnd::Reset:
        return QStringLiteral("reset");
    case ProbeEnd::Ended:
        return QStringLiteral("ended without a Close");
    case ProbeEnd::Silent:
        return QStringLiteral("no pong");
    case ProbeEnd::WrongPong:
        return QStringLiteral("wrong pong");
    case ProbeEnd::Unanswered:
        return QStringLiteral("%1 of %2 pings answered").arg(outcome.answered).arg(outcome.asked);
    case ProbeEnd::BrokeRule:
        return QStringLiteral("broke a rule") + detail;
    }
    return {};
}

QString probeEndId(ProbeEnd end)
{
    return QLatin1StringView(ids.at(size_t(end)));
}

std::optional<ProbeEnd> probeEndFrom(const QString &id)
{
    const auto found =
        std::ranges::find_if(ids, [&id](const char *known) { return id == QLatin1StringView(known); });
    return found == ids.end() ? std::nullopt : std::optional(ProbeEnd(found - ids.begin()));
}

} // namespace sockscope
