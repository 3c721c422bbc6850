// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "visitor.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

constexpr int SmallReceiveBuffer = 4096; // a peer that does not read is full soon
constexpr std::size_t KeptBytes = 4096; // of what was received: as much as anything expected needs

void setOption(int socket, int level, int option, const auto &value)
{
    if (::setsockopt(socket, level, option, &value, sizeof(value)) != 0)
        std::perror("setsockopt");
}

sockaddr_in loopback(uint32_t address, uint16_t port)
{
    sockaddr_in result{};
    result.sin_family = AF_INET;
    result.sin_port = htons(port);
    result.sin_addr.s_addr = htonl(address);
    return result;
}

} // namespace

Visitor::Visitor(const Way &way, uint32_t source, uint16_t port)
    : m_way(way), m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
{
    const int on = 1;
    setOption(m_socket, IPPROTO_TCP, TCP_NODELAY, on);
    setOption(m_socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, on);
    setOption(m_socket, SOL_SOCKET, SO_RCVBUF, SmallReceiveBuffer);
    // Closing resets: nothing is left of a visitor, no port in TIME_WAIT either.
    setOption(m_socket, SOL_SOCKET, SO_LINGER, linger{1, 0});
    const sockaddr_in from = loopback(source, 0);
    const sockaddr_in to = loopback(INADDR_LOOPBACK, port);
    if (::bind(m_socket, reinterpret_cast<const sockaddr *>(&from), sizeof(from)) != 0
        || (::connect(m_socket, reinterpret_cast<const sockaddr *>(&to), sizeof(to)) != 0
            && errno != EINPROGRESS)) {
        std::perror("crowd: no connection");
        std::exit(EXIT_FAILURE);
    }
}

Visitor::~Visitor()
{
    ::close(m_socket);
}

uint32_t Visitor::events() const
{
    switch (m_way.steps[m_step].kind) {
    case Step::Kind::Send:
        return EPOLLOUT;
    case Step::Kind::Expect:
    case Step::Kind::AwaitEnd:
        return EPOLLIN;
    default:
        return 0; // ticks, and what epoll always tells: EPOLLERR and EPOLLHUP
    }
}

Visitor::State Visitor::advance(uint32_t events, bool ticked)
{
    for (;;) {
        switch (take(m_way.steps[m_step], events, ticked)) {
        case Outcome::Waits:
            return State::Underway;
        case Outcome::Gone:
            return State::CutShort;
        case Outcome::NextStep:
            if (++m_step == m_way.steps.size())
                return State::Done;
            m_sent = 0;
            events = 0;
            ticked = false;
        }
    }
}

Visitor::Outcome Visitor::take(const Step &step, uint32_t events, bool ticked)
{
    switch (step.kind) {
    case Step::Kind::Send:
        return send(step.bytes, step.bytes.size());
    case Step::Kind::Dribble:
    case Step::Kind::DribbleForever:
        return dribble(step, ticked);
    case Step::Kind::Expect:
        return expect(step.bytes);
    case Step::Kind::AwaitEnd:
        return awaitEnd();
    case Step::Kind::AwaitReset:
        return (events & EPOLLERR) != 0 ? Outcome::NextStep : Outcome::Waits;
    case Step::Kind::Finish:
        ::shutdown(m_socket, SHUT_WR);
        return Outcome::NextStep;
    case Step::Kind::Reset:
        return Outcome::NextStep; // the last one: the destructor does it
    }
    return Outcome::Gone;
}

Visitor::Outcome Visitor::send(const std::string &bytes, std::size_t atMost)
{
    while (m_sent < bytes.size() && atMost > 0) {
        const std::size_t size = std::min(bytes.size() - m_sent, atMost);
        const auto written = ::send(m_socket, bytes.data() + m_sent, size, MSG_NOSIGNAL);
        if (written < 0)
            return errno == EAGAIN ? Outcome::Waits : Outcome::Gone;
        m_sent += std::size_t(written);
        atMost -= std::size_t(written);
    }
    return m_sent == bytes.size() ? Outcome::NextStep : Outcome::Waits;
}

Visitor::Outcome Visitor::dribble(const Step &step, bool ticked)
{
    if (!ticked)
        return Outcome::Waits;
    const Outcome outcome = send(step.bytes, 1);
    if (step.kind == Step::Kind::Dribble)
        return outcome;
    if (m_sent == step.bytes.size())
        m_sent = 0;
    return outcome == Outcome::Gone || !read() ? Outcome::NextStep : Outcome::Waits;
}

Visitor::Outcome Visitor::expect(const std::string &bytes)
{
    const bool goesOn = read();
    const std::size_t found = m_received.find(bytes);
    if (found == std::string::npos)
        return goesOn ? Outcome::Waits : Outcome::Gone;
    m_received.erase(0, found + bytes.size());
    return Outcome::NextStep;
}

Visitor::Outcome Visitor::awaitEnd()
{
    return read() ? Outcome::Waits : Outcome::NextStep;
}

/// False when the stream has ended.
bool Visitor::read()
{
    char buffer[16 * 1024];
    while (!m_ended) {
        const auto size = ::recv(m_socket, buffer, sizeof(buffer), 0);
        if (size < 0 && errno == EAGAIN)
            return true;
        m_ended = size <= 0;
        if (size > 0 && m_received.size() < KeptBytes)
            m_received.append(buffer, std::size_t(size));
    }
    return false;
}
