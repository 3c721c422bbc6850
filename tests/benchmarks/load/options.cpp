// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.h"

#include <charconv>
#include <map>
#include <stdexcept>

namespace load {

namespace {

constexpr int MaxConnections = 1'000'000;
constexpr int MaxDepth = 1024;
constexpr int MaxSources = 254; // 127.0.0.1 to 127.0.0.254
constexpr int MaxCores = 1024;
constexpr std::size_t MaxSize = 64 * 1024 * 1024;
constexpr std::size_t MaxBytesInFlight = std::size_t(1) << 30; // what the kernel may have to hold
constexpr double MaxSeconds = 3600;
constexpr std::uint64_t MaxRate = 10'000'000;

template <typename Number>
Number between(const std::string &name, const std::string &text, Number low, Number high)
{
    Number value{};
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end || value < low || value > high)
        throw std::invalid_argument(name + " takes a number from " + std::to_string(low) + " to "
            + std::to_string(high) + ", not '" + text + "'");
    return value;
}

template <typename Choice>
Choice oneOf(const std::string &name, const std::string &text, const std::map<std::string, Choice> &choices)
{
    if (const auto found = choices.find(text); found != choices.end())
        return found->second;
    std::string names;
    for (const auto &choice : choices)
        names += (names.empty() ? "" : ", ") + choice.first;
    throw std::invalid_argument(name + " takes one of " + names + ", not '" + text + "'");
}

void take(Options &options, const std::string &name, const std::string &value)
{
    if (name == "--mode")
        options.mode = oneOf<Mode>(
            name, value, {{"echo", Mode::Echo}, {"upgrades", Mode::Upgrades}, {"idle", Mode::Idle}});
    else if (name == "--wire")
        options.wire = oneOf<Wire>(name, value, {{"websocket", Wire::WebSocket}, {"raw", Wire::Raw}});
    else if (name == "--opcode")
        options.text = oneOf<bool>(name, value, {{"text", true}, {"binary", false}});
    else if (name == "--port")
        options.port = between<std::uint16_t>(name, value, 1, 65535);
    else if (name == "--connections")
        options.connections = between(name, value, 1, MaxConnections);
    else if (name == "--active")
        options.active = between(name, value, 1, MaxConnections);
    else if (name == "--depth")
        options.depth = between(name, value, 1, MaxDepth);
    else if (name == "--sources")
        options.sources = between(name, value, 1, MaxSources);
    else if (name == "--size")
        options.size = between<std::size_t>(name, value, 1, MaxSize);
    else if (name == "--warmup")
        options.warmupSeconds = between(name, value, 0.0, MaxSeconds);
    else if (name == "--seconds")
        options.seconds = between(name, value, 0.0, MaxSeconds);
    else if (name == "--messages")
        options.messages = between<std::uint64_t>(name, value, 1, UINT64_MAX);
    else if (name == "--rate")
        options.rate = between<std::uint64_t>(name, value, 1, MaxRate);
    else if (name == "--server-pid")
        options.server = between<pid_t>(name, value, 1, INT32_MAX);
    else if (name == "--core")
        options.core = between(name, value, 0, MaxCores);
    else
        throw std::invalid_argument("unknown option " + name);
}

void check(const Options &options)
{
    if (options.port == 0)
        throw std::invalid_argument("--port is needed");
    if (options.active > options.connections)
        throw std::invalid_argument("--active cannot be more than --connections");
    if (options.wire == Wire::Raw && options.mode == Mode::Upgrades)
        throw std::invalid_argument("--wire raw knows no upgrade");
    if (options.size * std::size_t(options.active) * std::size_t(options.depth) > MaxBytesInFlight)
        throw std::invalid_argument("--size, --active and --depth put more than 1 GiB in flight");
}

} // namespace

const std::string usage = R"(Usage: load --port PORT [OPTION VALUE]...

  --mode echo|upgrades|idle   what to do (echo)
  --wire websocket|raw        raw: the same bytes without a handshake, echoed as they are (websocket)
  --connections N             connections to open (1)
  --active N                  how many of them send (all)
  --size BYTES                payload of a message (20)
  --depth N                   messages in flight on a connection (1)
  --opcode binary|text        (binary)
  --seconds S, --warmup S     measured time, and the time before it (1, 0.3)
  --rate N                    messages per second over all connections (as fast as the echoes come)
  --messages N                end after N messages instead, without a warm-up
  --sources N                 connect from 127.0.0.1, 127.0.0.2, ... (1)
  --server-pid PID            report this process's CPU time and memory
  --core N                    run on this core

Prints one JSON object. Ends with 1 when anything but the right echoes came back.
)";

Options parseOptions(int argc, char **argv)
{
    Options options;
    bool allActive = true;
    for (int i = 1; i < argc; i += 2) {
        const std::string name = argv[i];
        if (i + 1 == argc)
            throw std::invalid_argument("no value for " + name);
        take(options, name, argv[i + 1]);
        allActive = allActive && name != "--active";
    }
    if (allActive)
        options.active = options.connections;
    check(options);
    return options;
}

} // namespace load
