// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ways.h"

#include <chrono>
#include <cstdint>
#include <netinet/in.h>

/// One TCP connection that goes its way, without ever blocking.
class Visitor
{
public:
    using Clock = std::chrono::steady_clock;
    enum class State { Underway, Done, CutShort }; ///< cut short: the server ended it before its way said so

    /// Connects from @p source. Owned by nobody but the caller; its descriptor is closed with it.
    Visitor(const Way &way, uint32_t source, uint16_t port);
    ~Visitor();
    Visitor(const Visitor &) = delete;
    Visitor &operator=(const Visitor &) = delete;

    int descriptor() const { return m_socket; }
    const Way &way() const { return m_way; }
    std::size_t step() const { return m_step; }
    Clock::time_point born() const { return m_born; }
    /// What epoll must watch for the present step.
    uint32_t events() const;
    /// Takes its steps as far as they go. @p ticked: a millisecond has passed since the last time.
    State advance(uint32_t events, bool ticked);

private:
    enum class Outcome { NextStep, Waits, Gone };

    Outcome take(const Step &step, uint32_t events, bool ticked);
    Outcome send(const std::string &bytes, std::size_t atMost);
    Outcome dribble(const Step &step, bool ticked);
    Outcome expect(const std::string &bytes);
    Outcome awaitEnd();
    bool read();

    const Way &m_way;
    Clock::time_point m_born = Clock::now();
    int m_socket;
    std::size_t m_step = 0;
    std::size_t m_sent = 0; // of the step's bytes
    std::string m_received;
    bool m_ended = false;
};
