// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/capturestore.h"

#include <functional>

namespace sockscope {

/// Writes the rows that @p store holds now to @p path, a session for openSession(); what was there is
/// replaced when all is written. Rows keep their numbers. May run beside who appends.
/// @p goesOn is told the rows written so far and ends the work by returning false.
/// Returns why it failed, in one sentence, or nothing.
QString copySession(
    const CaptureStore &store, const QString &path, const std::function<bool(quint64)> &goesOn = {});

} // namespace sockscope
