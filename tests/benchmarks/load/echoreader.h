// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "echoscript.h"
#include "frame.h"

#include <array>
#include <memory>

namespace load {

/// Reads the echoes of one connection frame by frame, for servers that answer a message in several frames.
class FrameReader
{
public:
    explicit FrameReader(std::size_t firstMessage) : m_message(firstMessage) { }

    /// See EchoReader::take().
    std::size_t take(const EchoScript &script, const char *data, std::size_t size);

private:
    bool takeHeaderByte(const EchoScript &script, std::uint8_t byte);
    void beginFrame(const EchoScript &script);
    void takePayload(const EchoScript &script, const char *data, std::size_t size);
    std::size_t endFrame(const EchoScript &script);

    std::size_t m_message; // being read
    std::size_t m_messageBytes = 0; // of it that have come
    bool m_continues = false; // a frame of it has ended, and more are to come
    std::array<std::uint8_t, MaxUnmaskedHeader> m_header{};
    std::size_t m_headerSize = 0;
    std::uint64_t m_payloadLeft = 0;
    bool m_inPayload = false;
};

/// Checks every byte that comes back on one connection.
///
/// While the server answers each message in one frame, as most do, the stream to expect is known to the byte
/// and one comparison does. From the first byte that differs on, frames are read one by one.
class EchoReader
{
public:
    /// Takes what came next, and returns how many echoes it completed. Throws std::runtime_error when it is
    /// not the echo of what was sent.
    std::size_t take(const EchoScript &script, const char *data, std::size_t size);

private:
    bool isAsExpected(const EchoScript &script, const char *data, std::size_t size) const;

    std::size_t m_position = 0; // in script.echoes()
    std::unique_ptr<FrameReader> m_frames;
};

} // namespace load
