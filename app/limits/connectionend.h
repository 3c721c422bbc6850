// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/connectionstats.h"
#include "app/limits/probeoutcome.h"

namespace sockscope {

/// How a connection ended that was probed.
ProbeOutcome endOf(const ConnectionStats &connection);

} // namespace sockscope
