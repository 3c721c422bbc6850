// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/limits/limitkind.h"
#include "app/limits/limitsearch.h"

namespace sockscope {

/// One limit to look for, and where the search ends.
struct LimitAim
{
    LimitKind kind = LimitKind::Frame;
    qint64 bound = 0; ///< see LimitInfo::unit

    bool operator==(const LimitAim &) const = default;
};

/// What a person asks for.
struct LimitsPlan
{
    static constexpr int MinMs = 50;
    static constexpr int MaxMs = 3600 * 1000;

    QList<LimitAim> aims; ///< a kind at most once
    int pongTimeoutMs = 5000; ///< for a pong, when all has left for the device
    int returnTimeoutMs = 60'000; ///< for a device that is gone to connect anew, by itself
    int writeGapMs = 2; ///< between the pieces of what is cut

    bool operator==(const LimitsPlan &) const = default;
};

/// Every kind within its usual bound.
LimitsPlan fullPlan();

/// What is wrong with it, in a sentence that says what to do; empty if nothing is.
QString planFault(const LimitsPlan &plan);

} // namespace sockscope
