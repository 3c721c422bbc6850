// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

// RFC 6455 5.2, written down here once more on purpose: a client that shared the code of the server under
// test would share its mistakes.
namespace load {

inline constexpr std::uint8_t FinBit = 0x80;
inline constexpr std::uint8_t ReservedBits = 0x70;
inline constexpr std::uint8_t OpcodeBits = 0x0F;
inline constexpr std::uint8_t MaskBit = 0x80;
inline constexpr std::uint8_t Length16 = 126;
inline constexpr std::uint8_t Length64 = 127;

inline constexpr std::uint8_t ContinuationOpcode = 0x0;
inline constexpr std::uint8_t TextOpcode = 0x1;
inline constexpr std::uint8_t BinaryOpcode = 0x2;
inline constexpr std::uint8_t CloseOpcode = 0x8;

inline constexpr std::size_t MaskKeySize = 4;
inline constexpr std::size_t MaxUnmaskedHeader = 10;

} // namespace load
