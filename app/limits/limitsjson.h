// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/limits/limitsreport.h"

#include <variant>

namespace sockscope {

/// A file of one report. Rows of the log are not in it: their numbers mean one log only.
QByteArray reportToJson(const LimitsReport &report);

/// Reads one. A sentence that names the JSON path of the first thing that is wrong; files are 256 KiB at
/// most.
std::variant<LimitsReport, QString> reportFromJson(const QByteArray &json);

} // namespace sockscope
