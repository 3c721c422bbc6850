// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/net/transport.h"

namespace ws {

/// The best way this system has to carry plain bytes: an EpollLoop shared by all that the factory makes on
/// Linux, QTcpSocket elsewhere. For the calling thread.
TransportFactory plainTransports();

} // namespace ws
