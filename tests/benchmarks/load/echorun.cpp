// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs.h"

#include <algorithm>
#include <stdexcept>

namespace load {

namespace {

constexpr double NanosecondsPerSecond = 1e9;
constexpr std::int64_t PaceNs = 1'000'000; // between two looks at what is due
constexpr std::int64_t PatienceNs = 10'000'000'000; // for echoes that do not come

} // namespace

Stopwatch::Stopwatch(const ServerWatch &server)
    : m_server(server)
    , m_startNs(nowNs())
    , m_ownCpuNs(load::ownCpuNs())
    , m_serverCpuNs(server.isWatching() ? server.cpuNs() : 0)
{ }

void Stopwatch::stop(Result *result) const
{
    result->serverCpuNs = m_server.isWatching() ? m_server.cpuNs() - m_serverCpuNs : 0;
    result->ownCpuNs = load::ownCpuNs() - m_ownCpuNs;
    result->seconds = double(nowNs() - m_startNs) / NanosecondsPerSecond;
}

EchoRun::EchoRun(const Options &options) : Client(options), m_script(options)
{ }

Result EchoRun::run()
{
    const std::int64_t begun = nowNs();
    openUpTo(options().connections);
    m_result.openSeconds = double(nowNs() - begun) / NanosecondsPerSecond;

    const ServerWatch server(options().server);
    if (options().messages > 0) {
        measure(server);
    } else {
        start();
        runUntil(nowNs() + std::int64_t(options().warmupSeconds * NanosecondsPerSecond));
        measure(server);
    }
    drain();
    return m_result;
}

/// The active connections are spread over all of them, so that a server meets them as it would in the field:
/// not as its first or its latest ones.
Connection &EchoRun::active(std::uint64_t number)
{
    return connections()[number * std::uint64_t(options().connections) / std::uint64_t(options().active)];
}

/// Sends the first messages, or begins to send at a rate.
void EchoRun::start()
{
    m_pacedSinceNs = nowNs();
    if (options().rate > 0)
        return;
    for (std::uint64_t i = 0; i < std::uint64_t(options().active); ++i) {
        post(active(i), std::uint64_t(options().depth), nowNs());
        flush(active(i));
    }
}

/// Sends what is due by now, in turn on each connection that has room for it. A server that is too slow gets
/// less.
void EchoRun::postDue(std::int64_t nowNs)
{
    auto due = std::uint64_t(double(nowNs - m_pacedSinceNs) / NanosecondsPerSecond * double(options().rate));
    if (options().messages > 0)
        due = std::min(due, options().messages);
    for (int skipped = 0; m_sent < due && skipped < options().active;) {
        Connection &connection = active(m_next);
        m_next = (m_next + 1) % std::uint64_t(options().active);
        const std::uint64_t room = std::uint64_t(options().depth) - (connection.sent - connection.received);
        skipped = room == 0 ? skipped + 1 : 0;
        post(connection, std::min(room, due - m_sent), nowNs);
        flush(connection);
    }
}

void EchoRun::measure(const ServerWatch &server)
{
    m_isMeasuring = true;
    const std::uint64_t before = m_received;
    const Stopwatch stopwatch(server);
    if (options().messages > 0) {
        start();
        while (!isDone())
            runUntil(nowNs() + PatienceNs);
    } else {
        runUntil(nowNs() + std::int64_t(options().seconds * NanosecondsPerSecond));
    }
    stopwatch.stop(&m_result);
    m_result.count = m_received - before;
    m_isMeasuring = false;
}

void EchoRun::runUntil(std::int64_t deadlineNs)
{
    const std::uint64_t before = m_received;
    for (std::int64_t now = nowNs(); now < deadlineNs && !isDone(); now = nowNs()) {
        if (options().rate > 0)
            postDue(now);
        processEvents(options().rate > 0 ? std::min(PaceNs, deadlineNs - now) : deadlineNs - now);
    }
    if (m_received == before && options().messages > 0)
        throw std::runtime_error("the server stopped echoing");
}

/// What is on its way has to come back too, and right.
void EchoRun::drain()
{
    m_isSending = false;
    const std::int64_t deadline = nowNs() + PatienceNs;
    while (m_received < m_sent) {
        processEvents(deadline - nowNs());
        if (nowNs() >= deadline)
            throw std::runtime_error("the server kept " + std::to_string(m_sent - m_received) + " echoes");
    }
}

void EchoRun::received(Connection &connection, const char *data, std::size_t size)
{
    const std::size_t echoes = connection.reader.take(m_script, data, size);
    if (echoes == 0)
        return;
    connection.received += echoes;
    m_received += echoes;
    if (connection.received > connection.sent)
        throw std::runtime_error("the server echoed more messages than it was sent");
    const std::int64_t now = nowNs();
    if (connection.isTimed && connection.received > connection.timedMessage) {
        if (m_isMeasuring)
            m_result.durations.add(now - connection.timedSinceNs);
        connection.isTimed = false;
    }
    if (m_isSending && options().rate == 0) {
        post(connection, echoes, now);
        flush(connection);
    }
}

void EchoRun::post(Connection &connection, std::uint64_t messages, std::int64_t nowNs)
{
    if (options().messages > 0)
        messages = std::min(messages, options().messages - std::min(options().messages, m_sent));
    if (messages == 0)
        return;
    if (!connection.isTimed) {
        connection.isTimed = true;
        connection.timedMessage = connection.sent;
        connection.timedSinceNs = nowNs;
    }
    connection.sent += messages;
    connection.sendLeft += messages * m_script.sentSize();
    m_sent += messages;
}

void EchoRun::flush(Connection &connection)
{
    if (connection.sendLeft == 0)
        return;
    const std::size_t sent =
        send(connection, m_script.sentFrom(connection.sendPosition), connection.sendLeft);
    connection.sendLeft -= sent;
    connection.sendPosition = (connection.sendPosition + sent) % (m_script.period() * m_script.sentSize());
}

} // namespace load
