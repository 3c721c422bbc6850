// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/seededrandom.h"
#include "app/faults/fault.h"

#include <QByteArray>

namespace sockscope {

/// Does to a 101, a status line and header lines, what @p fault of the handshake says. In words what that
/// was; empty for a fault that changes no byte of it, or finds nothing to change.
QString applyHandshakeFault(const Fault &fault, SeededRandom *random, QByteArray *response);

} // namespace sockscope
