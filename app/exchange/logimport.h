// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/sessionfile.h"

namespace sockscope {

/// Opens a log of any kind that can be read: a session, JSON lines or HAR, told apart by what is in it. Rows
/// of the latter two are kept in memory, at most MaxImportBytes of them.
inline constexpr qint64 MaxImportBytes = 4LL * 1024 * 1024 * 1024;
OpenedSession openLog(const QString &path);

/// JSON lines as JsonLinesWriter writes them. Lines that are wrong are left out and named.
OpenedSession importJsonLines(QIODevice *in);
/// HAR as browsers and HarWriter write it: connections become rows again, messages become frames.
OpenedSession importHar(QIODevice *in);

} // namespace sockscope
