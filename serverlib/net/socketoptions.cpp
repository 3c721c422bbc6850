// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/net/socketoptions_p.h"

#include <cstring>
#include <system_error>

#ifdef Q_OS_UNIX
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace ws {

#ifdef Q_OS_UNIX

namespace {

template <typename Ask> SocketEnd socketEnd(qintptr descriptor, Ask ask)
{
    sockaddr_storage storage{};
    socklen_t size = sizeof(storage);
    auto *const name = reinterpret_cast<sockaddr *>(&storage);
    if (ask(int(descriptor), name, &size) != 0)
        return {};
    Q_IPV6ADDR address{};
    if (storage.ss_family == AF_INET) {
        const auto *const ipv4 = reinterpret_cast<const sockaddr_in *>(name);
        address[10] = address[11] = 0xff; // RFC 4291 2.5.5.2
        std::memcpy(&address[12], &ipv4->sin_addr, sizeof(ipv4->sin_addr));
        return {address, 0, ntohs(ipv4->sin_port)};
    }
    if (storage.ss_family == AF_INET6) {
        const auto *const ipv6 = reinterpret_cast<const sockaddr_in6 *>(name);
        std::memcpy(&address, &ipv6->sin6_addr, sizeof(address));
        return {address, ipv6->sin6_scope_id, ntohs(ipv6->sin6_port)};
    }
    return {};
}

} // namespace

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

bool isAtEnd(qintptr descriptor)
{
    char next = 0;
    return ::recv(int(descriptor), &next, sizeof(next), MSG_PEEK | MSG_DONTWAIT) == 0;
}

void closeDescriptor(qintptr descriptor)
{
    ::close(int(descriptor));
}

SocketEnd socketPeer(qintptr descriptor)
{
    return socketEnd(descriptor, ::getpeername);
}

SocketEnd socketName(qintptr descriptor)
{
    return socketEnd(descriptor, ::getsockname);
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

bool isAtEnd(qintptr)
{
    return false;
}

void closeDescriptor(qintptr)
{ }

SocketEnd socketPeer(qintptr)
{
    return {};
}

SocketEnd socketName(qintptr)
{
    return {};
}

#endif

QString connectionResetText()
{
    return QString::fromStdString(std::make_error_code(std::errc::connection_reset).message());
}

} // namespace ws
