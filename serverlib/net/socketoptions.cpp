// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/net/socketoptions_p.h"

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
    if (storage.ss_family == AF_INET)
        return {plainAddress(QHostAddress(name)), ntohs(reinterpret_cast<sockaddr_in *>(name)->sin_port)};
    if (storage.ss_family == AF_INET6)
        return {plainAddress(QHostAddress(name)), ntohs(reinterpret_cast<sockaddr_in6 *>(name)->sin6_port)};
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

QString plainAddress(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    return isIpv4 ? QHostAddress(ipv4).toString() : address.toString();
}

QString connectionResetText()
{
    return QString::fromStdString(std::make_error_code(std::errc::connection_reset).message());
}

} // namespace ws
