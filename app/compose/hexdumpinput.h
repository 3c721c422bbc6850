// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/payloadinput.h"

namespace sockscope {

/// True for rows that each begin with their offset, as Wireshark, xxd, hexdump -C and od write them: the
/// first offset is 0, or the second follows it closely.
bool isHexDump(QStringView text);

/// The bytes of such rows, without their ASCII column; each row must begin where the one before it ended. A
/// line with a * stands for the row before it, as often as the next offset says.
PayloadResult readHexDump(QStringView text);

} // namespace sockscope
