// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstdio>

/// Limits of every echo server here: more than any message or backlog of the benchmarks.
inline constexpr std::uint64_t MaxMessage = 64 * 1024 * 1024;
inline constexpr int ListenQueue = 1024;

/// Tells the driver that the server listens, and where.
inline void announcePort(unsigned port)
{
    std::printf("port %u\n", port);
    std::fflush(stdout);
}
