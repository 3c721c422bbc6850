// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client.h"
#include "histogram.h"
#include "serverwatch.h"

#include <optional>

namespace load {

/// What a run found out.
struct Result
{
    double seconds = 0; ///< measured
    std::uint64_t count = 0; ///< echoes or upgrades in that time
    double openSeconds = 0;
    std::int64_t ownCpuNs = 0;
    std::int64_t serverCpuNs = 0;
    Histogram durations;
    std::optional<double> residentBytesEach; ///< what the server grew by for a connection
    std::optional<double> privateBytesEach;
};

/// CPU times between two moments.
class Stopwatch
{
public:
    explicit Stopwatch(const ServerWatch &server);
    /// Writes the time since the construction into @p result.
    void stop(Result *result) const;

private:
    const ServerWatch &m_server;
    std::int64_t m_startNs;
    std::int64_t m_ownCpuNs;
    std::int64_t m_serverCpuNs;
};

/// Keeps a number of messages in flight on the active connections, or sends at a rate as long as that number
/// is not in flight, and checks what comes back.
class EchoRun : public Client
{
public:
    explicit EchoRun(const Options &options);
    Result run();

private:
    void received(Connection &connection, const char *data, std::size_t size) override;
    void writable(Connection &connection) override { flush(connection); }
    void start();
    void postDue(std::int64_t nowNs);
    Connection &active(std::uint64_t number);
    void measure(const ServerWatch &server);
    void runUntil(std::int64_t deadlineNs);
    void drain();
    void post(Connection &connection, std::uint64_t messages, std::int64_t nowNs);
    void flush(Connection &connection);
    bool isDone() const { return options().messages > 0 && m_received >= options().messages; }

    const EchoScript m_script;
    Result m_result;
    std::uint64_t m_sent = 0;
    std::uint64_t m_received = 0;
    std::int64_t m_pacedSinceNs = 0;
    std::uint64_t m_next = 0; // active connection, when sending at a rate
    bool m_isSending = true;
    bool m_isMeasuring = false;
};

/// Opens connections and closes them again, a few at a time.
class UpgradeRun : public Client
{
public:
    explicit UpgradeRun(const Options &options);
    Result run();

private:
    void opened(Connection &connection) override;
    void received(Connection &connection, const char *data, std::size_t size) override;
    void ended(Connection &connection) override;

    const std::string m_close;
    Result m_result;
    std::uint64_t m_closed = 0;
    bool m_isMeasuring = false;
};

/// Opens connections and weighs the server.
class IdleRun : public Client
{
public:
    explicit IdleRun(const Options &options);
    Result run();

private:
    void received(Connection &connection, const char *data, std::size_t size) override;
    void settle();
};

} // namespace load
