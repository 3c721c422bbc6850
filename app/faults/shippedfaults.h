// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/faults/fault.h"

namespace sockscope {

/// A profile that comes with the program.
struct ShippedFaults
{
    QString key; ///< for a command line: "bad-wifi"
    FaultProfile profile;
};

/// All of them, for common trouble of the field, sorted by key; read once, for any thread.
const QList<ShippedFaults> &shippedFaults();

} // namespace sockscope
