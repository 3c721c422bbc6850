// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace sockscope {

/// Larger payloads are not looked at as JSON.
inline constexpr qsizetype MaxJsonBytes = 64 * 1024;

/// @p json laid out for reading: keys in their order, figures as they were written, containers that fit on
/// one line on one line. nullopt when it is not a JSON object or array.
std::optional<QString> jsonText(const QByteArray &json);

} // namespace sockscope
