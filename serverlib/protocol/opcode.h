// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace ws {

/// Frame opcodes (RFC 6455 5.2). Values 0x3-0x7 and 0xB-0xF are reserved; they can be held, and are named by
/// opcodeName().
enum class Opcode : quint8 {
    Continuation = 0x0,
    Text = 0x1,
    Binary = 0x2,
    Close = 0x8,
    Ping = 0x9,
    Pong = 0xA,
};

/// True for Close, Ping, Pong, and the five that are reserved for more of their kind (RFC 6455 5.5).
constexpr bool isControl(Opcode opcode)
{
    return (quint8(opcode) & 0x8) != 0;
}

/// True for the ten that have no meaning yet.
constexpr bool isReserved(Opcode opcode)
{
    const auto value = quint8(opcode);
    return (value > 0x2 && value < 0x8) || value > 0xA;
}

/// Lower-case name as the field writes it: "text", "ping", "reserved 0x3".
QString opcodeName(Opcode opcode);

} // namespace ws
