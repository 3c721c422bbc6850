// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/connectionstats.h"
#include "app/limits/probeoutcome.h"

namespace sockscope {

/// How a connection ended that was probed.
ProbeOutcome endOf(const ConnectionStats &connection);

/// Whether a new connection is that of a device that had another: the same path, if it is known already, and
/// the same label, see deviceLabel(); the same address where they have none.
bool isSameDevice(const ConnectionStats &device, const ConnectionStats &other);

} // namespace sockscope
