// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The physical limit: bytes come back as they are, in as few system calls as there can be.
#include "announce.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

constexpr std::size_t ReadSize = 512 * 1024; // smaller ones cost more at 1 MiB, larger ones save nothing
constexpr int EventsAtOnce = 1024;
constexpr std::uint32_t Always = EPOLLIN | EPOLLRDHUP;

[[noreturn]] void fail(const char *what)
{
    std::perror(what);
    std::exit(1);
}

class RawEcho
{
public:
    RawEcho();
    unsigned port() const;
    [[noreturn]] void run();

private:
    struct Unsent // what the kernel did not take at once
    {
        std::string bytes;
        std::size_t sent = 0;
    };

    void accept();
    void read(int descriptor);
    void write(int descriptor);
    void watch(int descriptor, int operation, std::uint32_t events) const;
    void end(int descriptor);

    const int m_listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    const int m_epoll = epoll_create1(0);
    std::vector<char> m_buffer = std::vector<char>(ReadSize);
    std::vector<std::unique_ptr<Unsent>> m_unsent; // by descriptor; null nearly always
};

RawEcho::RawEcho()
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(m_listener, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0
        || listen(m_listener, ListenQueue) != 0)
        fail("cannot listen");
    watch(m_listener, EPOLL_CTL_ADD, EPOLLIN);
}

unsigned RawEcho::port() const
{
    sockaddr_in address{};
    socklen_t size = sizeof address;
    getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size);
    return ntohs(address.sin_port);
}

void RawEcho::run()
{
    std::array<epoll_event, EventsAtOnce> events{};
    for (;;) {
        const int count = epoll_wait(m_epoll, events.data(), EventsAtOnce, -1);
        for (int i = 0; i < count; ++i) {
            const epoll_event &event = events[std::size_t(i)];
            if (event.data.fd == m_listener)
                accept();
            else if (event.events & EPOLLOUT)
                write(event.data.fd);
            else
                read(event.data.fd);
        }
    }
}

void RawEcho::accept()
{
    for (;;) {
        const int descriptor = accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK);
        if (descriptor < 0)
            return;
        const int on = 1;
        setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (m_unsent.size() <= std::size_t(descriptor))
            m_unsent.resize(std::size_t(descriptor) + 1);
        watch(descriptor, EPOLL_CTL_ADD, Always);
    }
}

void RawEcho::read(int descriptor)
{
    const ssize_t size = recv(descriptor, m_buffer.data(), m_buffer.size(), 0);
    if (size < 0 && errno == EAGAIN)
        return;
    if (size <= 0)
        return end(descriptor);
    const ssize_t sent =
        std::max<ssize_t>(send(descriptor, m_buffer.data(), std::size_t(size), MSG_NOSIGNAL), 0);
    if (sent == size)
        return;
    // Nothing more is read until this has gone.
    const std::size_t taken = std::size_t(sent);
    m_unsent[std::size_t(descriptor)] =
        std::make_unique<Unsent>(Unsent{std::string(m_buffer.data() + taken, std::size_t(size) - taken)});
    watch(descriptor, EPOLL_CTL_MOD, EPOLLOUT);
}

void RawEcho::write(int descriptor)
{
    auto &[bytes, done] = *m_unsent[std::size_t(descriptor)];
    const ssize_t sent = send(descriptor, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN)
        return end(descriptor);
    done += std::size_t(std::max<ssize_t>(sent, 0));
    if (done < bytes.size())
        return;
    m_unsent[std::size_t(descriptor)].reset();
    watch(descriptor, EPOLL_CTL_MOD, Always);
}

void RawEcho::watch(int descriptor, int operation, std::uint32_t events) const
{
    epoll_event event{events, {}};
    event.data.fd = descriptor;
    if (epoll_ctl(m_epoll, operation, descriptor, &event) != 0)
        fail("cannot watch a socket");
}

void RawEcho::end(int descriptor)
{
    m_unsent[std::size_t(descriptor)].reset();
    close(descriptor);
}

} // namespace

int main()
{
    RawEcho server;
    announcePort(server.port());
    server.run();
}
