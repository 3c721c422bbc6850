// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/faults/faultkind.h"

namespace sockscope {

// The parts of faultCatalogue(), in its order.
QList<FaultInfo> trafficFaults();
QList<FaultInfo> connectionFaults();
QList<FaultInfo> handshakeFaults();
QList<FaultInfo> listenerFaults();

} // namespace sockscope
