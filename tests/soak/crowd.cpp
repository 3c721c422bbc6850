// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Usage: soak_crowd PORT VISITORS SEED
// Sends visitors to a server on this machine, two hundred at a time, each going one of the ways in ways.cpp;
// which one is up to SEED, how many go each is not. Prints a line for each way: how many went it to its end,
// how many set out, its name. A process of its own, so that its sockets and memory are not counted as the
// server's, and so that resets meet the server at every moment.
#include "visitor.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <random>
#include <sys/epoll.h>
#include <unistd.h>

namespace {

using namespace std::chrono_literals;

constexpr std::size_t AtATime = 200;
constexpr uint32_t Sources = 16; // 127.0.0.2 and on: each has its own ports
constexpr auto Tick = 1ms;
constexpr auto LongestVisit = 60s; // longer than any limit of the server: it has forgotten this one

class Crowd
{
public:
    Crowd(uint16_t port, int visitors, unsigned seed);
    ~Crowd() { ::close(m_epoll); }
    Crowd(const Crowd &) = delete;
    Crowd &operator=(const Crowd &) = delete;

    void visit();
    void print() const;

private:
    struct Count
    {
        int done = 0;
        int started = 0;
    };

    void admit();
    void advance(Visitor *visitor, uint32_t events, bool ticked);
    void tick();

    uint16_t m_port;
    int m_epoll = ::epoll_create1(EPOLL_CLOEXEC);
    std::vector<const Way *> m_coming;
    std::map<Visitor *, std::unique_ptr<Visitor>> m_here;
    std::map<const Way *, Count> m_counts;
};

Crowd::Crowd(uint16_t port, int visitors, unsigned seed) : m_port(port)
{
    while (m_coming.size() < std::size_t(visitors)) {
        for (const Way &way : ways())
            m_coming.insert(m_coming.end(), std::size_t(way.share), &way);
    }
    std::shuffle(m_coming.begin(), m_coming.end(), std::mt19937(seed));
}

void Crowd::admit()
{
    while (m_here.size() < AtATime && !m_coming.empty()) {
        const Way &way = *m_coming.back();
        m_coming.pop_back();
        ++m_counts[&way].started;
        const uint32_t source = INADDR_LOOPBACK + 1 + uint32_t(m_coming.size()) % Sources;
        auto visitor = std::make_unique<Visitor>(way, source, m_port);
        epoll_event event{.events = visitor->events(), .data = {.ptr = visitor.get()}};
        ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, visitor->descriptor(), &event);
        Visitor *const admitted = visitor.get();
        m_here.emplace(admitted, std::move(visitor));
        advance(admitted, 0, false);
    }
}

void Crowd::advance(Visitor *visitor, uint32_t events, bool ticked)
{
    const uint32_t before = visitor->events();
    const Visitor::State state = visitor->advance(events, ticked);
    if (state != Visitor::State::Underway) {
        m_counts[&visitor->way()].done += state == Visitor::State::Done ? 1 : 0;
        m_here.erase(visitor);
    } else if (visitor->events() != before) {
        epoll_event event{.events = visitor->events(), .data = {.ptr = visitor}};
        ::epoll_ctl(m_epoll, EPOLL_CTL_MOD, visitor->descriptor(), &event);
    }
}

void Crowd::tick()
{
    std::vector<Visitor *> all;
    for (const auto &[visitor, owned] : m_here)
        all.push_back(visitor);
    for (Visitor *visitor : all) {
        if (Visitor::Clock::now() - visitor->born() > LongestVisit) {
            std::fprintf(stderr, "crowd: '%s' is stuck in step %zu\n", visitor->way().name, visitor->step());
            std::exit(EXIT_FAILURE);
        }
        advance(visitor, 0, true);
    }
}

void Crowd::visit()
{
    auto nextTick = Visitor::Clock::now();
    std::array<epoll_event, AtATime> events;
    for (admit(); !m_here.empty(); admit()) {
        const int count = ::epoll_wait(m_epoll, events.data(), int(events.size()), int(Tick.count()));
        for (int i = 0; i < count; ++i)
            advance(static_cast<Visitor *>(events[std::size_t(i)].data.ptr), events[std::size_t(i)].events,
                false);
        if (Visitor::Clock::now() >= nextTick) {
            tick();
            nextTick = Visitor::Clock::now() + Tick;
        }
    }
}

void Crowd::print() const
{
    for (const auto &[way, count] : m_counts)
        std::printf("%d %d %s\n", count.done, count.started, way->name);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 4) {
        std::fprintf(stderr, "Usage: soak_crowd PORT VISITORS SEED\n");
        return EXIT_FAILURE;
    }
    Crowd crowd(uint16_t(std::atoi(argv[1])), std::atoi(argv[2]), unsigned(std::atoi(argv[3])));
    crowd.visit();
    crowd.print();
    return EXIT_SUCCESS;
}
