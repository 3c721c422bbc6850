// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sockscope {

/// "0.4 ms", "0.04 s", "12 s", "3 min 20 s", "2 h 5 min".
QString formatDuration(qint64 nanoseconds);
/// The same in seven characters at most: "0.4 ms", "0.48 s", "8 s", "3.3 min", "2.1 h".
QString shortDuration(qint64 nanoseconds);

} // namespace sockscope
