// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace sockscope {

/// Digits alone, at most @p max: QString::toULongLong() takes "+5" and " 5", too.
std::optional<quint64> wholeNumber(QStringView text, quint64 max);
/// A number of bytes, at most ComposeLimits::Bytes.
std::optional<qsizetype> byteCount(QStringView text);
/// Several of them: "3,0,5", with space around the commas or without.
std::optional<QList<qsizetype>> byteCounts(QStringView text);
/// "3, 0, 5".
QString byteCountsText(const QList<qsizetype> &counts);

} // namespace sockscope
