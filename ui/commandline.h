// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QStringList>

#include <chrono>
#include <optional>
#include <variant>

namespace sockscope {

/// What `sockscope` was asked to do.
struct CommandLine
{
    bool demo = false;
    std::optional<quint16> listen; ///< start serving at once on this port
    QString host; ///< empty: as the settings say
    QString screenshot; ///< file to save the window to before ending; empty: none
    std::chrono::milliseconds after{1000}; ///< between showing the window and the screenshot
    std::optional<Theme::Mode> theme;
    QString log; ///< show this saved log instead of a bench; empty: none
    bool platformChosen = false; ///< Qt's own --platform is there

    /// Pictures and demonstrations must look the same everywhere: they leave the user's settings alone.
    bool usesOwnSettings() const { return !demo && screenshot.isEmpty(); }
};

/// What to say instead of running, and the exit code: 0 for --help and --version, 2 for a bad option.
struct CommandLineAnswer
{
    QString text;
    int exitCode = 0;
};

/// @p arguments with the program's name first. Needs no application object.
std::variant<CommandLine, CommandLineAnswer> parseCommandLine(const QStringList &arguments);

} // namespace sockscope
