// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/filter/filterast.h"

namespace sockscope {

/// The number that @p word stands for among the values of @p field: a name, or a figure with a unit where the
/// type has units. nullopt, and in @p error what was expected, when it is none.
std::optional<qint64> integerLiteral(const FilterField &field, QStringView word, QString *error);

/// What passes `field OP value`.
IntegerSet integersFor(FilterOperator op, qint64 value);

/// A word where JSON is compared: true, false, null, a number, else text.
JsonOperand jsonOperand(QStringView word);

/// True for what bytesFromHex() may take as bytes.
bool looksLikeHex(QStringView word);

} // namespace sockscope
