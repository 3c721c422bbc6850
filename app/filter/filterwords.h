// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sockscope {

/// "text" as a filter wants it, quotes and control characters escaped.
QString filterQuoted(QStringView text);
/// A filter that passes what passes both; either may be empty.
QString filterJoined(const QString &one, const QString &other);
/// A filter that passes what @p filter does not.
QString filterInverted(const QString &filter);

} // namespace sockscope
