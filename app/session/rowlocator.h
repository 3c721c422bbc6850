// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/capturestore.h"

#include <QString>

#include <variant>

namespace sockscope {

/// Finds the row that a person names: "1234" by its number, "12.5s" by the time since the log began, "+2s"
/// and
/// "-500ms" from row @p from, "14:03:22.5" by the clock of the day that the log began on, or the next. By
/// time it is the first row at or after it, or the last one. Returns its number, or in one sentence what is
/// wrong.
std::variant<quint64, QString> locateRow(const CaptureStore &store, const QString &text, quint64 from);

} // namespace sockscope
