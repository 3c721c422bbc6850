// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"

#include "serverwatch.h"

#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace load {

namespace {

constexpr std::size_t ReadSize = 256 * 1024;
constexpr int EventsAtOnce = 1024;
constexpr int OpeningAtOnce = 32; // fewer than the backlog of any server
constexpr std::size_t MaxHead = 16 * 1024;
constexpr std::int64_t OpeningPatienceNs = 10'000'000'000; // without a single connection more
constexpr std::int64_t NanosecondsPerMillisecond = 1'000'000;

[[noreturn]] void failWith(const char *what, int error = errno)
{
    throw std::system_error(error, std::generic_category(), what);
}

void setOption(int descriptor, int level, int option)
{
    const int on = 1;
    if (setsockopt(descriptor, level, option, &on, sizeof on) != 0)
        failWith("cannot set a socket option");
}

sockaddr_in loopback(std::uint32_t offset, std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK + offset);
    address.sin_port = htons(port);
    return address;
}

} // namespace

Client::Client(const Options &options)
    : m_options(options)
    , m_request(upgradeRequest(options.port))
    , m_connections(std::size_t(options.connections))
    , m_buffer(ReadSize)
    , m_epoll(epoll_create1(EPOLL_CLOEXEC))
{
    if (m_epoll < 0)
        failWith("cannot make an epoll set");
}

Client::~Client()
{
    for (Connection &connection : m_connections)
        disconnect(connection);
    close(m_epoll);
}

void Client::openUpTo(int count)
{
    int next = m_open;
    int openBefore = m_open;
    std::int64_t deadline = nowNs() + OpeningPatienceNs;
    while (m_open < count) {
        while (next < count && m_opening < OpeningAtOnce)
            connectTo(m_connections[std::size_t(next++)]);
        processEvents(deadline - nowNs());
        if (m_open > openBefore)
            deadline = nowNs() + OpeningPatienceNs;
        else if (nowNs() >= deadline)
            throw std::runtime_error("the server stopped accepting connections: " + std::to_string(m_open)
                + " of " + std::to_string(count) + " are open");
        openBefore = m_open;
    }
}

void Client::connectTo(Connection &connection)
{
    const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        failWith("cannot make a socket");
    connection.descriptor = descriptor;
    connection.state = Connection::State::Connecting;
    connection.startedNs = nowNs();
    ++m_opening;
    setOption(descriptor, IPPROTO_TCP, TCP_NODELAY);
    if (m_options.sources > 1) {
        // Leaves the choice of a port to connect(), which may use one for several servers.
        setOption(descriptor, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT);
        const auto index = std::uint32_t(&connection - m_connections.data());
        const sockaddr_in source = loopback(index % std::uint32_t(m_options.sources), 0);
        if (bind(descriptor, reinterpret_cast<const sockaddr *>(&source), sizeof source) != 0)
            failWith("cannot use a source address");
    }
    // Edge-triggered: one registration serves for good, whatever is waited for.
    epoll_event event{EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, {&connection}};
    if (epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event) != 0)
        failWith("cannot watch a socket");
    const sockaddr_in server = loopback(0, m_options.port);
    if (connect(descriptor, reinterpret_cast<const sockaddr *>(&server), sizeof server) != 0
        && errno != EINPROGRESS)
        failWith("cannot connect");
}

void Client::disconnect(Connection &connection)
{
    if (connection.descriptor < 0)
        return;
    // A reset leaves no TIME_WAIT behind, which would use up the ports.
    const linger reset{1, 0};
    setsockopt(connection.descriptor, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    close(connection.descriptor);
    if (connection.state == Connection::State::Open)
        --m_open;
    else
        --m_opening;
    connection.descriptor = -1;
    connection.state = Connection::State::Unused;
}

void Client::processEvents(std::int64_t patienceNs)
{
    std::array<epoll_event, EventsAtOnce> events;
    const int timeout = patienceNs <= 0 ? 0 : int(patienceNs / NanosecondsPerMillisecond) + 1;
    const int count = epoll_wait(m_epoll, events.data(), EventsAtOnce, timeout);
    if (count < 0 && errno != EINTR)
        failWith("epoll_wait");
    for (int i = 0; i < count; ++i)
        handle(*static_cast<Connection *>(events[std::size_t(i)].data.ptr), events[std::size_t(i)].events);
}

void Client::handle(Connection &connection, std::uint32_t events)
{
    if (connection.state == Connection::State::Connecting)
        established(connection);
    else if (connection.state == Connection::State::Open && (events & EPOLLOUT))
        writable(connection);
    if (events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR))
        readable(connection, events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR));
}

void Client::established(Connection &connection)
{
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(connection.descriptor, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0)
        failWith("cannot connect", error);
    if (m_options.wire == Wire::Raw)
        return setOpen(connection);
    connection.state = Connection::State::Upgrading;
    connection.head.clear();
    if (send(connection, m_request.data(), m_request.size()) != m_request.size())
        throw std::runtime_error("an upgrade request does not fit into a socket's buffer");
}

void Client::setOpen(Connection &connection)
{
    connection.state = Connection::State::Open;
    --m_opening;
    ++m_open;
    opened(connection);
}

void Client::readable(Connection &connection, bool isEnding)
{
    bool more = true;
    while (more) {
        const ssize_t size = recv(connection.descriptor, m_buffer.data(), m_buffer.size(), 0);
        if (size < 0 && errno == EAGAIN)
            return;
        if (size <= 0)
            return ended(connection);
        // After a short read nothing is left: what comes later is an event of its own.
        more = isEnding || std::size_t(size) == m_buffer.size();
        if (connection.state == Connection::State::Open)
            received(connection, m_buffer.data(), std::size_t(size));
        else
            readUpgrade(connection, m_buffer.data(), std::size_t(size));
    }
}

void Client::readUpgrade(Connection &connection, const char *data, std::size_t size)
{
    const std::size_t had = connection.head.size();
    connection.head.append(data, size);
    const std::size_t end = connection.head.find(EndOfHead);
    if (end == std::string::npos) {
        if (connection.head.size() > MaxHead)
            throw std::runtime_error("the server's answer to the upgrade does not end");
        return;
    }
    const std::size_t taken = end + EndOfHead.size() - had;
    connection.head.resize(end + EndOfHead.size());
    checkUpgradeResponse(connection.head);
    connection.head = {};
    setOpen(connection);
    if (taken < size)
        received(connection, data + taken, size - taken);
}

std::size_t Client::send(const Connection &connection, const char *data, std::size_t size)
{
    const ssize_t sent = ::send(connection.descriptor, data, size, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN)
        failWith("cannot send");
    return sent < 0 ? 0 : std::size_t(sent);
}

void Client::ended(Connection &)
{
    throw std::runtime_error("the server ended a connection");
}

} // namespace load
