// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "frame.h"
#include "runs.h"

#include <algorithm>
#include <stdexcept>

namespace load {

namespace {

constexpr double NanosecondsPerSecond = 1e9;
constexpr double PatienceSeconds = 60; // for a number of upgrades, however long they take

} // namespace

UpgradeRun::UpgradeRun(const Options &options) : Client(options), m_close(closeFrame())
{ }

Result UpgradeRun::run()
{
    const ServerWatch server(options().server);
    for (Connection &connection : connections())
        connectTo(connection);

    const auto cycleFor = [this](double seconds) {
        const std::int64_t deadline = nowNs() + std::int64_t(seconds * NanosecondsPerSecond);
        const auto isDone = [this] { return options().messages > 0 && m_closed >= options().messages; };
        for (std::int64_t now = nowNs(); now < deadline && !isDone(); now = nowNs())
            processEvents(deadline - now);
    };
    if (options().messages == 0)
        cycleFor(options().warmupSeconds);
    m_isMeasuring = true;
    const std::uint64_t before = m_closed;
    const Stopwatch stopwatch(server);
    cycleFor(options().messages > 0 ? PatienceSeconds : options().seconds);
    stopwatch.stop(&m_result);
    m_result.count = m_closed - before;
    if (m_result.count < options().messages || m_result.count == 0)
        throw std::runtime_error(
            "the server completed " + std::to_string(m_result.count) + " upgrades with a close");
    return m_result;
}

void UpgradeRun::opened(Connection &connection)
{
    if (m_isMeasuring)
        m_result.durations.add(nowNs() - connection.startedNs);
    if (send(connection, m_close.data(), m_close.size()) != m_close.size())
        throw std::runtime_error("a Close frame does not fit into a socket's buffer");
}

void UpgradeRun::received(Connection &connection, const char *data, std::size_t size)
{
    // The head of the handshake is done with; its place takes the answer to our Close.
    connection.head.append(data, size);
    if (std::uint8_t(connection.head.front()) != (FinBit | CloseOpcode)
        || connection.head.size() > 2 + std::size_t(connection.head[1]))
        throw std::runtime_error("the server answered a Close frame with something else");
}

/// RFC 6455 7.1.1: the server closes the TCP connection first.
void UpgradeRun::ended(Connection &connection)
{
    const std::string &answer = connection.head;
    const bool isWhole = answer.size() >= 2 && answer.size() == 2 + std::size_t(answer[1]);
    if (connection.state != Connection::State::Open || !isWhole)
        throw std::runtime_error("the server ended a connection without a Close frame");
    if (answer.size() > 2 && answer.compare(2, NormalClosure.size(), NormalClosure) != 0)
        throw std::runtime_error("the server answered a Close frame with another code");
    ++m_closed;
    disconnect(connection);
    connectTo(connection);
}

} // namespace load
