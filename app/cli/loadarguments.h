// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/usage.h"
#include "app/load/loadplan.h"

#include <QStringList>

#include <variant>

namespace sockscope {

/// What `sockscope-cli load` was asked to do.
struct LoadOptions
{
    LoadPlan plan;
    bool json = false; ///< the report is one JSON object
};

/// @p arguments with the program's name and the command first.
std::variant<LoadOptions, OptionsAnswer> parseLoadOptions(const QStringList &arguments);

} // namespace sockscope
