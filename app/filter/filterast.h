// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/filter/filterfields.h"
#include "app/filter/integerset.h"
#include "app/filter/jsonpath.h"

#include <QByteArray>

#include <variant>
#include <vector>

namespace sockscope {

struct NumberInterval
{
    double first;
    double last;
    bool operator==(const NumberInterval &) const = default;
};

/// What a JSON value is compared with; a number is an interval of one.
using JsonOperand = std::variant<std::nullptr_t, bool, NumberInterval, QByteArray>;

/// One comparison. Which operands count depends on the type of its field.
struct FilterTest
{
    const FilterField *field = nullptr;
    FilterOperator op = FilterOperator::Has;
    IntegerSet numbers = {}; ///< of numbers, sizes, durations, choices and flags: all that pass
    std::vector<QByteArray> texts = {}; ///< of texts and bytes, and of JSON that contains or matches
    QString regexFlags = {}; ///< of Matches, whose pattern is the only text
    JsonPath path = {};
    std::vector<JsonOperand> json = {};
    qsizetype position = 0; ///< of the operand, for what is wrong with it only in the end
    qsizetype length = 0;
};

/// A filter as a tree: tests below and, or, not.
struct FilterNode
{
    enum class Kind : quint8 { Test, And, Or, Not };
    Kind kind = Kind::Test;
    FilterTest test = {};
    std::vector<FilterNode> children = {};
};

} // namespace sockscope
