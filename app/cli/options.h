// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/serversettings.h"

#include <QStringList>

#include <variant>

namespace sockscope {

/// What `sockscope-cli serve` was asked to do.
struct ServeOptions
{
    ServerSettings settings;
    bool json = false; ///< every line of output is one JSON object
    bool quiet = false; ///< no line but the address
};

/// What to say instead of serving, and the exit code: 0 for help and version, 2 for a bad option.
struct OptionsAnswer
{
    QString text;
    int exitCode = 0;
};

/// @p arguments with the program's name first.
std::variant<ServeOptions, OptionsAnswer> parseOptions(const QStringList &arguments);

} // namespace sockscope
