// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options.h"

#include <string>
#include <string_view>

namespace load {

/// The messages of a run: what each connection sends, over and over, and what has to come back.
///
/// All bytes are laid out once, before the run, so that sending is one call on a stretch of memory and
/// checking is one comparison. A client in the field takes a fresh masking key for every frame; here each
/// message of the script has its own and keeps it.
class EchoScript
{
public:
    explicit EchoScript(const Options &options);

    bool isRaw() const { return m_raw; }
    std::uint8_t opcode() const { return m_opcode; }
    std::size_t period() const { return m_period; } ///< messages after which it repeats
    /// The payload of one message.
    std::string_view payload(std::size_t message) const;

    /// Bytes of one message on its way out, and what follows @p position: at least as many messages as may be
    /// in flight, without a gap.
    std::size_t sentSize() const { return m_sentSize; }
    const char *sentFrom(std::size_t position) const { return m_sent.data() + position; }
    /// Bytes of one echo in the form that it has in most servers, one frame; and one period of them.
    std::size_t echoSize() const { return m_echoSize; }
    const std::string &echoes() const { return m_echoes; }

private:
    void addMessage(std::uint32_t random, const Options &options);

    bool m_raw;
    std::uint8_t m_opcode;
    std::size_t m_period;
    std::size_t m_payloadSize;
    std::size_t m_sentSize = 0;
    std::size_t m_echoSize = 0;
    std::string m_sent;
    std::string m_echoes;
    std::string m_payloads;
};

/// The client's opening handshake; the same for every connection.
std::string upgradeRequest(std::uint16_t port);
/// Judges a complete response head. Throws std::runtime_error with what came if it does not accept the
/// request.
void checkUpgradeResponse(std::string_view head);
/// A masked Close frame with the code of a normal closure.
std::string closeFrame();

inline constexpr std::string_view EndOfHead = "\r\n\r\n";
inline constexpr std::string_view NormalClosure{"\x03\xE8", 2}; // RFC 6455 7.4.1: 1000

} // namespace load
