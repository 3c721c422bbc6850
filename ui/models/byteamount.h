// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace sockscope {

/// Bytes from what people write: "1048576", "64 KiB", "1.5 MiB", "2 GB" (1000s), with or without a space.
/// nullopt and a sentence in @p error when it is none of these.
std::optional<quint64> bytesFromText(const QString &text, QString *error);

/// The shortest exact way to write it for an input field: "1 MiB", "1000".
QString textFromBytes(quint64 bytes);

} // namespace sockscope
