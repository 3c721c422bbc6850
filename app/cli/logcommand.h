// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/usage.h"
#include "app/devices/identityrule.h"
#include "app/exchange/rowexport.h"

#include <QStringList>

#include <variant>

namespace sockscope {

/// What `sockscope-cli show` and `sockscope-cli export` were asked to do.
struct LogOptions
{
    QString file; ///< a log of any kind that openLog() reads
    QString filter; ///< an expression of the filter language; empty: all rows
    ExportFormat format = ExportFormat::Text;
    bool devices = false; ///< instead of rows: who was there, and how they came back
    IdentityRule rule; ///< that tells devices apart
    QString output; ///< file to write; empty: the standard output
};

/// @p arguments with the program's name and the command, show or export, first.
std::variant<LogOptions, OptionsAnswer> parseLogOptions(const QStringList &arguments);

/// Writes the log. What of it cannot be read is said on stderr, and makes the exit code 1.
int runLog(const LogOptions &options);

} // namespace sockscope
