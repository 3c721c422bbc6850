// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sockscope {

/// @p text with every control character but tab and line feed as a picture of it, one character for one: a
/// peer's must neither vanish nor break a line.
QString visibleText(QString text);

} // namespace sockscope
