// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/serversettings.h"
#include "app/cli/capturearguments.h"
#include "app/cli/certificatecommand.h"
#include "app/cli/faultarguments.h"
#include "app/cli/limitsarguments.h"
#include "app/cli/loadarguments.h"
#include "app/cli/logcommand.h"
#include "app/cli/sendarguments.h"

#include <QStringList>

#include <variant>

namespace sockscope {

/// What `sockscope-cli serve` was asked to do.
struct ServeOptions
{
    ServerSettings settings;
    CaptureSettings capture;
    FaultSettings faults;
    bool json = false; ///< every line of output is one JSON object
    bool quiet = false; ///< no line but the address
};

using CommandOptions = std::variant<ServeOptions, CertificateOptions, LimitsOptions, LoadOptions, LogOptions,
    SendOptions, OptionsAnswer>;

/// @p arguments with the program's name first.
CommandOptions parseOptions(const QStringList &arguments);

} // namespace sockscope
