// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The load client of the benchmarks: one thread, and as little work for a message as it takes to check it,
// since the rate of the fastest servers is bounded by it.
#include "runs.h"

#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string_view>

#include <sched.h>
#include <sys/resource.h>

namespace {

using namespace load;

constexpr rlim_t OtherFiles = 16; // standard streams, the epoll set, what is opened for a moment

void useCore(int core)
{
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET(core, &cores);
    if (sched_setaffinity(0, sizeof cores, &cores) != 0)
        throw std::runtime_error("--core: cannot run on core " + std::to_string(core));
}

void allowFiles(int connections)
{
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    if (files.rlim_max < rlim_t(connections) + OtherFiles)
        throw std::runtime_error("--connections: the limit on open files is " + std::to_string(files.rlim_max)
            + "; raise it (ulimit -n) or ask for fewer");
}

Result run(const Options &options)
{
    switch (options.mode) {
    case Mode::Echo:
        return EchoRun(options).run();
    case Mode::Upgrades:
        return UpgradeRun(options).run();
    case Mode::Idle:
        return IdleRun(options).run();
    }
    throw std::logic_error("no such mode");
}

void print(const Result &result, bool withServer)
{
    constexpr double Microsecond = 1000;
    constexpr double Second = 1e9;
    std::printf("{\"seconds\": %.6f, \"count\": %llu, \"per_second\": %.2f, \"open_seconds\": %.4f",
        result.seconds, static_cast<unsigned long long>(result.count), double(result.count) / result.seconds,
        result.openSeconds);
    std::printf(", \"load_cpu_share\": %.4f", double(result.ownCpuNs) / Second / result.seconds);
    if (result.durations.count() > 0)
        std::printf(", \"p50_us\": %.3f, \"p99_us\": %.3f", result.durations.microseconds(0.5),
            result.durations.microseconds(0.99));
    if (withServer && result.count > 0)
        std::printf(", \"server_cpu_share\": %.4f, \"server_cpu_us_each\": %.5f",
            double(result.serverCpuNs) / Second / result.seconds,
            double(result.serverCpuNs) / Microsecond / double(result.count));
    if (result.residentBytesEach)
        std::printf(", \"resident_bytes_each\": %.1f, \"private_bytes_each\": %.1f",
            *result.residentBytesEach, *result.privateBytesEach);
    std::puts("}");
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 2 && std::string_view(argv[1]) == "--help") {
        std::fputs(usage.c_str(), stdout);
        return 0;
    }
    try {
        const Options options = parseOptions(argc, argv);
        if (options.core >= 0)
            useCore(options.core);
        allowFiles(options.connections);
        print(run(options), options.server != 0);
    } catch (const std::invalid_argument &error) {
        std::fprintf(stderr, "load: %s\n\n%s", error.what(), usage.c_str());
        return 2;
    } catch (const std::exception &error) {
        std::fprintf(stderr, "load: %s\n", error.what());
        return 1;
    }
    return 0;
}
