// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "echoscript.h"

#include "frame.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <random>
#include <stdexcept>

namespace load {

namespace {

constexpr std::size_t ScriptBytes = 256 * 1024; // stays in a core's own cache
constexpr std::size_t MinPeriod = 2; // an echo of the message before must not pass
constexpr std::size_t MaxPeriod = 64;

// RFC 6455 1.3: its example, so that nothing has to be computed here.
constexpr std::string_view Key = "dGhlIHNhbXBsZSBub25jZQ==";
constexpr std::string_view AcceptLine = "\r\nsec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=\r\n";

std::string header(std::uint8_t opcode, std::size_t length, bool masked)
{
    std::string header{char(FinBit | opcode)};
    const std::uint8_t maskBit = masked ? MaskBit : 0;
    const int extra = length < Length16 ? 0 : length <= UINT16_MAX ? 2 : 8;
    header += char(maskBit | (extra == 0 ? std::uint8_t(length) : extra == 2 ? Length16 : Length64));
    for (int byte = extra; byte-- > 0;)
        header += char(length >> (8 * byte));
    return header;
}

std::string maskedFrame(std::uint8_t opcode, std::string_view payload, std::uint32_t key)
{
    std::string frame = header(opcode, payload.size(), true);
    std::array<char, MaskKeySize> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = char(key >> (8 * i));
    frame.append(bytes.data(), bytes.size());
    for (std::size_t i = 0; i < payload.size(); ++i)
        frame += char(payload[i] ^ bytes[i % bytes.size()]);
    return frame;
}

std::string randomPayload(std::uint32_t seed, std::size_t size, bool text)
{
    std::mt19937 random(seed);
    std::string payload(size, '\0');
    for (char &byte : payload)
        byte = text ? char('a' + random() % 26) : char(random());
    return payload;
}

} // namespace

EchoScript::EchoScript(const Options &options)
    : m_raw(options.wire == Wire::Raw)
    , m_opcode(options.text ? TextOpcode : BinaryOpcode)
    , m_period(std::clamp(ScriptBytes / options.size, MinPeriod, MaxPeriod))
    , m_payloadSize(options.size)
{
    std::mt19937 random; // always the same messages
    for (std::size_t i = 0; i < m_period; ++i)
        addMessage(std::uint32_t(random()), options);
    m_sentSize = m_sent.size() / m_period;
    m_echoSize = m_echoes.size() / m_period;
    const std::size_t oncePeriod = m_sent.size();
    m_sent.reserve(oncePeriod + std::size_t(options.depth) * m_sentSize);
    while (m_sent.size() < oncePeriod + std::size_t(options.depth) * m_sentSize)
        m_sent.append(m_sent, m_sent.size() - oncePeriod, m_sentSize);
}

void EchoScript::addMessage(std::uint32_t random, const Options &options)
{
    const std::string payload = randomPayload(random, options.size, options.text);
    const std::string sent = maskedFrame(m_opcode, payload, random);
    m_payloads += payload;
    m_sent += sent;
    m_echoes += m_raw ? sent : header(m_opcode, payload.size(), false) + payload;
}

std::string_view EchoScript::payload(std::size_t message) const
{
    return std::string_view(m_payloads).substr((message % m_period) * m_payloadSize, m_payloadSize);
}

std::string upgradeRequest(std::uint16_t port)
{
    return "GET / HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port)
        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
        + std::string(Key) + "\r\n\r\n";
}

void checkUpgradeResponse(std::string_view head)
{
    std::string lower(head);
    std::transform(
        lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    const bool accepted = lower.starts_with("http/1.1 101") && lower.find(AcceptLine) != std::string::npos;
    // What a server was not offered it must not use, and this client could not read it.
    if (!accepted || lower.find("\r\nsec-websocket-extensions:") != std::string::npos)
        throw std::runtime_error(
            "the server's answer to the upgrade is not the one expected:\n" + std::string(head));
}

std::string closeFrame()
{
    return maskedFrame(CloseOpcode, NormalClosure, std::mt19937()());
}

} // namespace load
