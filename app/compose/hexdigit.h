// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QChar>

namespace sockscope {

/// 0 to 15; -1 for what is not one of ASCII's hex digits.
constexpr int hexDigit(QChar character)
{
    const char16_t value = character.unicode();
    if (value >= '0' && value <= '9')
        return value - '0';
    const auto lower = char16_t(value | 0x20);
    return value < 0x80 && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

} // namespace sockscope
