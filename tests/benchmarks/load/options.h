// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include <sys/types.h>

namespace load {

enum class Mode {
    Echo, ///< messages there and back, as fast as the echoes come
    Upgrades, ///< connect, upgrade, close; again and again
    Idle, ///< connections that do nothing
};

enum class Wire {
    WebSocket,
    Raw, ///< the frames a WebSocket would carry, without handshake; expected back as they are
};

struct Options
{
    Mode mode = Mode::Echo;
    Wire wire = Wire::WebSocket;
    std::uint16_t port = 0;
    int connections = 1;
    int active = 1; ///< how many of the connections send; all, if not said otherwise
    int depth = 1; ///< messages in flight on each active connection
    int sources = 1; ///< loopback addresses to connect from: 127.0.0.1, 127.0.0.2, ...
    std::size_t size = 20; ///< bytes of payload
    bool text = false;
    double warmupSeconds = 0.3;
    double seconds = 1;
    std::uint64_t rate = 0; ///< messages per second over all connections; 0: as fast as the echoes come
    std::uint64_t messages = 0; ///< end after so many, however long that takes; 0: after `seconds`
    pid_t server = 0; ///< whose CPU time and memory to report; 0: nobody's
    int core = -1; ///< to run on; -1: any
};

/// Throws std::invalid_argument, whose text says what is wrong with which option.
Options parseOptions(int argc, char **argv);

extern const std::string usage;

} // namespace load
