// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs.h"

#include <algorithm>
#include <stdexcept>

namespace load {

namespace {

constexpr double NanosecondsPerSecond = 1e9;
constexpr int FirstConnections = 16; // bring in what the server needs once, whatever the number
constexpr std::int64_t SettlingNs = 300'000'000; // a server may tidy up after the handshakes

} // namespace

IdleRun::IdleRun(const Options &options) : Client(options)
{
    if (options.server == 0 || options.connections <= FirstConnections)
        throw std::invalid_argument(
            "--mode idle needs --server-pid, and --connections above " + std::to_string(FirstConnections));
}

Result IdleRun::run()
{
    Result result;
    const ServerWatch server(options().server);
    const std::int64_t begun = nowNs();
    openUpTo(FirstConnections);
    settle();
    const ServerWatch::Memory before = server.memory();
    openUpTo(options().connections);
    settle();
    const ServerWatch::Memory after = server.memory();

    const double fresh = double(options().connections - FirstConnections);
    result.count = std::uint64_t(options().connections);
    result.seconds = double(nowNs() - begun) / NanosecondsPerSecond;
    result.residentBytesEach = double(after.residentBytes - before.residentBytes) / fresh;
    result.privateBytesEach = double(after.privateDirtyBytes - before.privateDirtyBytes) / fresh;
    return result;
}

void IdleRun::settle()
{
    const std::int64_t deadline = nowNs() + SettlingNs;
    for (std::int64_t now = nowNs(); now < deadline; now = nowNs())
        processEvents(deadline - now);
}

void IdleRun::received(Connection &, const char *, std::size_t)
{
    throw std::runtime_error("the server sent something on an idle connection");
}

} // namespace load
