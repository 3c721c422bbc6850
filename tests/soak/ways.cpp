// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ways.h"

namespace {

using Kind = Step::Kind;
using namespace std::string_literals;

std::string request(const std::string &path = "/", const std::string &extra = {})
{
    return "GET " + path
        + " HTTP/1.1\r\nHost: soak\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        + extra + "\r\n";
}

/// A frame of less than 126 bytes with a key of zeroes, which leaves the payload as it is.
std::string frame(int first, const std::string &payload)
{
    return std::string{char(first), char(0x80 | payload.size())} + std::string(4, '\0') + payload;
}

std::string repeated(const std::string &bytes, int times)
{
    std::string all;
    for (int i = 0; i < times; ++i)
        all += bytes;
    return all;
}

/// After the upgrade, @p steps.
std::vector<Step> upgraded(
    std::vector<Step> steps, const std::string &path = "/", const std::string &extra = {})
{
    std::vector<Step> all{{Kind::Send, request(path, extra)}, {Kind::Expect, "\r\n\r\n"}};
    all.insert(all.end(), steps.begin(), steps.end());
    return all;
}

const std::string halfRequest = request().substr(0, 60);
const std::string text = frame(0x81, "well");
const std::string echo = "\x81\x04well";
const std::string closeFrame = frame(0x88, "\x03\xE8");
const std::string halfFrame = "\x82\xFE\x40\x00\0\0\0\0"s + std::string(700, 'x'); // of 16 KiB
// 100,000 zeroes in 114 bytes, for a server whose maxPayload is less.
const std::string bomb = frame(
    0xC2, "\xEC\xC1\x31\x01\0\0\0\xC2\xA0\xF5\x4F\x6D\x0D\x0F\xA0"s + std::string(96, '\0') + "\x80\x57\x03");

std::vector<Way> handshakeWays()
{
    return {
        {"goes at once", 3, {{Kind::Finish}, {Kind::AwaitEnd}}},
        {"resets at once", 3, {{Kind::Reset}}},
        {"half a request, then FIN", 5, {{Kind::Send, halfRequest}, {Kind::Finish}, {Kind::AwaitEnd}}},
        {"half a request, then RST", 5, {{Kind::Send, halfRequest}, {Kind::Reset}}},
        {"a request, then RST", 5, {{Kind::Send, request()}, {Kind::Reset}}},
        {"slow-loris", 2, {{Kind::Send, halfRequest}, {Kind::DribbleForever, "x"}}},
        {"TLS to a plain port", 4, {{Kind::Send, "\x16\x03\x01\x02\x00\x01"s}, {Kind::AwaitEnd}}},
        {"refused, and leaves", 4, {{Kind::Send, "GET / HTTP/1.1\r\nHost: soak\r\n\r\n"}, {Kind::AwaitEnd}}},
        {"refused, and stays", 1, {{Kind::Send, "POST / HTTP/1.1\r\n\r\n"}, {Kind::AwaitReset}}},
    };
}

std::vector<Way> openWays()
{
    return {
        {"without fault", 12,
            upgraded({{Kind::Send, text}, {Kind::Expect, echo}, {Kind::Send, closeFrame}, {Kind::AwaitEnd}})},
        {"byte by byte", 4,
            {{Kind::Dribble, request()}, {Kind::Expect, "\r\n\r\n"}, {Kind::Dribble, text},
                {Kind::Expect, echo}, {Kind::Dribble, closeFrame}, {Kind::AwaitEnd}}},
        {"RST within a header", 5, upgraded({{Kind::Send, "\x81\xFE"}, {Kind::Reset}})},
        {"RST within a payload", 5, upgraded({{Kind::Send, halfFrame}, {Kind::Reset}})},
        {"RST within a message", 5, upgraded({{Kind::Send, frame(0x01, "half")}, {Kind::Reset}})},
        {"FIN within a payload", 5, upgraded({{Kind::Send, halfFrame}, {Kind::Finish}, {Kind::AwaitEnd}})},
        {"FIN without Close", 5, upgraded({{Kind::Send, text}, {Kind::Finish}, {Kind::AwaitEnd}})},
        {"RST behind its Close", 4, upgraded({{Kind::Send, closeFrame}, {Kind::Reset}})},
        {"garbage behind its Close", 4,
            upgraded({{Kind::Send, closeFrame + repeated("garbage", 300)}, {Kind::AwaitEnd}})},
        {"breaks a rule, and stays", 1, upgraded({{Kind::Send, "\x83\x00"s}, {Kind::AwaitReset}})},
        {"breaks a rule, and leaves", 3, upgraded({{Kind::Send, frame(0x81, "\xFF")}, {Kind::AwaitEnd}})},
        {"pings, never reads, RST", 4,
            upgraded({{Kind::Send, repeated(frame(0x89, "ping"), 500)}, {Kind::Reset}})},
        {"decompression bomb", 3,
            upgraded({{Kind::Send, bomb}, {Kind::AwaitEnd}}, "/",
                "Sec-WebSocket-Extensions: permessage-deflate\r\n")},
    };
}

// The path tells the server what to do with a connection.
std::vector<Way> servedWays()
{
    return {
        {"stalled reader", 2, upgraded({{Kind::AwaitReset}}, "/flood")},
        {"RST while it is sent to", 2, upgraded({{Kind::Reset}}, "/flood")},
        {"ignores a Close", 1, upgraded({{Kind::AwaitReset}}, "/close")},
        {"is terminated", 3, {{Kind::Send, request("/terminate")}, {Kind::AwaitEnd}}},
    };
}

} // namespace

const std::vector<Way> &ways()
{
    static const std::vector<Way> all = [] {
        std::vector<Way> list;
        for (const auto &some : {handshakeWays(), openWays(), servedWays()})
            list.insert(list.end(), some.begin(), some.end());
        return list;
    }();
    return all;
}
