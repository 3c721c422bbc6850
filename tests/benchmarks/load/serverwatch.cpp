// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverwatch.h"

#include <cerrno>
#include <ctime>
#include <fstream>
#include <string>
#include <system_error>

namespace load {

namespace {

constexpr std::int64_t NanosecondsPerSecond = 1'000'000'000;
constexpr std::int64_t BytesPerKilobyte = 1024;

std::int64_t read(clockid_t clock)
{
    timespec time{};
    if (clock_gettime(clock, &time) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot read a clock");
    return time.tv_sec * NanosecondsPerSecond + time.tv_nsec;
}

} // namespace

std::int64_t nowNs()
{
    return read(CLOCK_MONOTONIC);
}

std::int64_t ownCpuNs()
{
    return read(CLOCK_PROCESS_CPUTIME_ID);
}

std::int64_t ServerWatch::cpuNs() const
{
    clockid_t clock{};
    if (const int error = clock_getcpuclockid(m_server, &clock); error != 0)
        throw std::system_error(error, std::generic_category(), "cannot watch the server");
    return read(clock);
}

ServerWatch::Memory ServerWatch::memory() const
{
    std::ifstream file("/proc/" + std::to_string(m_server) + "/smaps_rollup");
    Memory memory;
    std::string word;
    while (file >> word) {
        if (word == "Rss:" && file >> memory.residentBytes)
            memory.residentBytes *= BytesPerKilobyte;
        else if (word == "Private_Dirty:" && file >> memory.privateDirtyBytes)
            memory.privateDirtyBytes *= BytesPerKilobyte;
    }
    if (memory.residentBytes == 0)
        throw std::system_error(EACCES, std::generic_category(), "cannot read the server's smaps_rollup");
    return memory;
}

} // namespace load
