// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/net/socketoptions_p.h"

#include <system_error>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace ws {

#ifdef Q_OS_UNIX

void resetOnClose(qintptr descriptor)
{
    const linger reset{1, 0};
    ::setsockopt(int(descriptor), SOL_SOCKET, SO_LINGER, &reset, sizeof(reset));
}

bool shutDownSending(qintptr descriptor)
{
    return ::shutdown(int(descriptor), SHUT_WR) == 0;
}

QString takeSocketError(qintptr descriptor)
{
    int error = 0;
    socklen_t size = sizeof(error);
    if (::getsockopt(int(descriptor), SOL_SOCKET, SO_ERROR, &error, &size) != 0 || error == 0)
        return {};
    return QString::fromStdString(std::system_category().message(error));
}

void closeDescriptor(qintptr descriptor)
{
    ::close(int(descriptor));
}

#else

void resetOnClose(qintptr)
{ }

bool shutDownSending(qintptr)
{
    return false;
}

QString takeSocketError(qintptr)
{
    return {};
}

void closeDescriptor(qintptr)
{ }

#endif

QString connectionResetText()
{
    return QString::fromStdString(std::make_error_code(std::errc::connection_reset).message());
}

} // namespace ws
