// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/usage.h"
#include "app/faults/fault.h"

#include <optional>

class QCommandLineParser;

namespace sockscope {

/// What `serve` breaks on purpose.
struct FaultSettings
{
    FaultProfile profile;
    quint64 seed = 0;
};

/// The options of `serve` that are about faults.
struct FaultArguments
{
    QCommandLineOption fault = valued("fault",
        "Break things on purpose, as this file or shipped profile says; list: show what there is.", "FILE");
    QCommandLineOption seed =
        valued("seed", "Of all chance in the faults: the same seed, the same run; default a fresh one.", "N");

    QList<QCommandLineOption> all() const { return {fault, seed}; }
    /// What @p parser found, the file read; an answer for the list, and for what is wrong.
    std::optional<OptionsAnswer> read(const QCommandLineParser &parser, FaultSettings *settings) const;
};

} // namespace sockscope
