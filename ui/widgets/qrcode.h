// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

namespace sockscope {

/// @p text in UTF-8 as a QR code (ISO/IEC 18004), dark on light with its quiet zone, one pixel a module; null
/// when it is longer than a code can be.
QImage qrCode(const QString &text);

} // namespace sockscope
