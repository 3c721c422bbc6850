// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/net/plaintransport.h"

#include "serverlib/net/sockettransport.h"

#ifdef Q_OS_LINUX
#include "serverlib/net/epolltransport.h"
#endif

namespace ws {

TransportFactory plainTransports()
{
#ifdef Q_OS_LINUX
    if (const auto loop = std::make_shared<EpollLoop>(); loop->isValid())
        return [loop](qintptr descriptor) { return EpollTransport::adopt(loop, descriptor); };
#endif
    return SocketTransport::adopt;
}

} // namespace ws
