// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/server/serveroptions.h"

namespace ws {

/// Why a server cannot listen with these options, in one sentence; empty when it can.
QString optionsFault(const ServerOptions &options);

} // namespace ws
