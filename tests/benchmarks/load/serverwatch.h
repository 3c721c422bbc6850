// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include <sys/types.h>

namespace load {

std::int64_t nowNs(); ///< monotonic
std::int64_t ownCpuNs();

/// The process under test, seen from outside.
class ServerWatch
{
public:
    struct Memory
    {
        std::int64_t residentBytes = 0;
        std::int64_t privateDirtyBytes = 0; ///< what nobody else has in memory and no file holds
    };

    /// @p server 0: there is nothing to see.
    explicit ServerWatch(pid_t server) : m_server(server) { }

    bool isWatching() const { return m_server != 0; }
    /// CPU time of all its threads, as of the scheduler's last tick (1 to 4 ms). Throws std::system_error
    /// when it is gone.
    std::int64_t cpuNs() const;
    Memory memory() const;

private:
    pid_t m_server;
};

} // namespace load
