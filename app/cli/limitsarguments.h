// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/serversettings.h"
#include "app/cli/usage.h"
#include "app/limits/limitsplan.h"

#include <QStringList>

#include <chrono>
#include <variant>

namespace sockscope {

/// What `sockscope-cli limits` was asked to do.
struct LimitsOptions
{
    ServerSettings settings;
    LimitsPlan plan;
    QList<LimitAim> required; ///< what the device has to stand; the bound of each is that value
    QString device; ///< the one to wait for; empty: the first that connects
    std::chrono::milliseconds wait{60'000}; ///< for it to connect
    bool json = false;
};

/// @p arguments with the program's name and the command first.
std::variant<LimitsOptions, OptionsAnswer> parseLimitsOptions(const QStringList &arguments);

} // namespace sockscope
