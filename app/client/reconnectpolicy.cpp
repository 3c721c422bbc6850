// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/reconnectpolicy.h"

#include <algorithm>

namespace sockscope {

namespace {

constexpr int MostDoublings = 30; // far beyond Longest

} // namespace

QString ReconnectPolicy::fault() const
{
    const auto fits = [](std::chrono::milliseconds wait) { return wait.count() >= 1 && wait <= Longest; };
    if (kind == Kind::Never || (fits(first) && (kind == Kind::Fixed || fits(most))))
        return {};
    return QStringLiteral("Reconnect: wait 1 to %1 ms.").arg(Longest.count());
}

std::optional<std::chrono::milliseconds> ReconnectPolicy::wait(int attempt, SeededRandom *random) const
{
    if (kind == Kind::Never)
        return std::nullopt;
    if (kind == Kind::Fixed)
        return first;
    const int doublings = std::clamp(attempt - 1, 0, MostDoublings);
    const std::chrono::milliseconds doubled = first * (qint64(1) << doublings);
    const auto whole = std::min(doubled, std::max(first, most));
    // Clients that lost their server together must not come back together.
    return std::chrono::milliseconds(random->between((whole.count() + 1) / 2, whole.count()));
}

} // namespace sockscope
