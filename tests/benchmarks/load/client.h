// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "echoreader.h"
#include "options.h"

#include <cstdint>
#include <string>
#include <vector>

namespace load {

struct Connection
{
    enum class State : std::uint8_t { Unused, Connecting, Upgrading, Open };

    int descriptor = -1;
    State state = State::Unused;
    std::int64_t startedNs = 0; // its connect()
    std::string head; // of the server's answer, as far as it has come

    EchoReader reader;
    std::uint64_t sent = 0; // messages
    std::uint64_t received = 0;
    std::size_t sendPosition = 0; // in the script
    std::size_t sendLeft = 0; // bytes that the kernel has not taken yet
    bool isTimed = false; // one message at a time is
    std::uint64_t timedMessage = 0;
    std::int64_t timedSinceNs = 0;
};

/// Connections to the server under test, in one epoll set, from the TCP handshake to the completed upgrade.
/// What happens on an open one is up to the derived class.
class Client
{
public:
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

protected:
    explicit Client(const Options &options);
    virtual ~Client();

    const Options &options() const { return m_options; }
    std::vector<Connection> &connections() { return m_connections; }

    /// Opens the first @p count connections that are not open yet, some at a time. Throws when that gets
    /// stuck.
    void openUpTo(int count);
    void connectTo(Connection &connection);
    void disconnect(Connection &connection);
    /// Waits for something to happen, for @p patienceNs at most, and handles it.
    void processEvents(std::int64_t patienceNs);
    /// Hands what the kernel takes of @p size bytes to it and returns how much that was.
    static std::size_t send(const Connection &connection, const char *data, std::size_t size);

    virtual void opened(Connection &) { }
    virtual void received(Connection &connection, const char *data, std::size_t size) = 0;
    virtual void writable(Connection &) { }
    /// The server ended the connection. Throws, unless that is what should happen.
    virtual void ended(Connection &connection);

private:
    void handle(Connection &connection, std::uint32_t events);
    void established(Connection &connection);
    void readable(Connection &connection, bool isEnding);
    void readUpgrade(Connection &connection, const char *data, std::size_t size);
    void setOpen(Connection &connection);

    const Options m_options;
    const std::string m_request;
    std::vector<Connection> m_connections;
    std::vector<char> m_buffer;
    int m_epoll;
    int m_opening = 0;
    int m_open = 0;
};

} // namespace load
