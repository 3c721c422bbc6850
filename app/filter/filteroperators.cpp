// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/filterfields.h"

#include <algorithm>

namespace sockscope {

std::span<const FilterOperatorName> filterOperators()
{
    using Op = FilterOperator;
    static const std::vector<FilterOperatorName> operators{
        {Op::Equal, QStringLiteral("=="), {QStringLiteral("="), QStringLiteral("eq")},
            QStringLiteral("is the same")},
        {Op::NotEqual, QStringLiteral("!="), {QStringLiteral("<>"), QStringLiteral("ne")},
            QStringLiteral("is there and is something else")},
        {Op::Greater, QStringLiteral(">"), {QStringLiteral("gt")}, QStringLiteral("is more")},
        {Op::GreaterEqual, QStringLiteral(">="), {QStringLiteral("ge")},
            QStringLiteral("is as much or more")},
        {Op::Less, QStringLiteral("<"), {QStringLiteral("lt")}, QStringLiteral("is less")},
        {Op::LessEqual, QStringLiteral("<="), {QStringLiteral("le")}, QStringLiteral("is as much or less")},
        {Op::In, QStringLiteral("in"), {}, QStringLiteral("is one of a set: {1 2 5..9}")},
        {Op::Contains, QStringLiteral("contains"), {}, QStringLiteral("has it somewhere")},
        {Op::ContainsAnyCase, QStringLiteral("icontains"), {},
            QStringLiteral("has it somewhere, in capitals or not")},
        {Op::Matches, QStringLiteral("matches"), {QStringLiteral("~")},
            QStringLiteral("has a match of a regular expression: /err(or)?/i")},
    };
    return operators;
}

const FilterOperatorName *filterOperatorNamed(QStringView name)
{
    const auto isSame = [name](
                            const QString &other) { return name.compare(other, Qt::CaseInsensitive) == 0; };
    const auto operators = filterOperators();
    const auto found = std::ranges::find_if(operators, [&](const FilterOperatorName &candidate) {
        return isSame(candidate.name) || std::ranges::any_of(candidate.aliases, isSame);
    });
    return found == operators.end() ? nullptr : &*found;
}

bool takesOperator(FilterType type, FilterOperator op)
{
    switch (op) {
    case FilterOperator::Has:
    case FilterOperator::Equal:
    case FilterOperator::NotEqual:
        return true;
    case FilterOperator::Less:
    case FilterOperator::LessEqual:
    case FilterOperator::Greater:
    case FilterOperator::GreaterEqual:
        return type == FilterType::Number || type == FilterType::Size || type == FilterType::Duration
            || type == FilterType::Json;
    case FilterOperator::In:
        return type != FilterType::Flag && type != FilterType::Bytes;
    case FilterOperator::Contains:
        return type == FilterType::Text || type == FilterType::Bytes || type == FilterType::Json;
    case FilterOperator::ContainsAnyCase:
    case FilterOperator::Matches:
        return type == FilterType::Text || type == FilterType::Json;
    }
    return false;
}

QString filterTypeWords(FilterType type)
{
    switch (type) {
    case FilterType::Number:
        return QStringLiteral("a number");
    case FilterType::Size:
        return QStringLiteral("a number of bytes such as 125, 4k or 1MiB");
    case FilterType::Duration:
        return QStringLiteral("a duration with its unit such as 50ms or 2.5s");
    case FilterType::Choice:
        return QStringLiteral("one of its names");
    case FilterType::Flag:
        return QStringLiteral("0 or 1");
    case FilterType::Text:
        return QStringLiteral("text such as \"temp\"");
    case FilterType::Bytes:
        return QStringLiteral("bytes in hex such as 0a ff");
    case FilterType::Json:
        return QStringLiteral("a number, \"text\", true, false or null");
    }
    return {};
}

} // namespace sockscope
