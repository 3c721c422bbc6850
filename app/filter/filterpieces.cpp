// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/filterpieces.h"

#include "app/filter/filterfields.h"

namespace sockscope {

namespace {

using Kind = FilterToken::Kind;
using Role = FilterPiece::Role;

bool isFieldWord(QStringView word)
{
    const auto is = [word](QLatin1StringView other) { return word.compare(other, Qt::CaseInsensitive) == 0; };
    return filterFieldNamed(word) || word.startsWith(QLatin1StringView("json."), Qt::CaseInsensitive)
        || word.startsWith(QLatin1StringView("json["), Qt::CaseInsensitive) || is(QLatin1StringView("from"))
        || is(QLatin1StringView("to"));
}

// @p isOperand: it stands behind an operator or in a set.
Role roleOf(const FilterToken &token, bool isOperand)
{
    switch (token.kind) {
    case Kind::Word:
        if (isOperand)
            return Role::Value;
        if (isFieldWord(token.text))
            return Role::Field;
        return filterOperatorNamed(token.text) ? Role::Operator : Role::Value;
    case Kind::Operator:
        return Role::Operator;
    case Kind::And:
    case Kind::Or:
    case Kind::Not:
        return Role::Connective;
    case Kind::String:
    case Kind::Regex:
        return Role::Text;
    case Kind::Invalid:
        return Role::Wrong;
    default:
        return Role::Sign;
    }
}

} // namespace

std::vector<FilterPiece> filterPieces(QStringView text)
{
    std::vector<FilterPiece> pieces;
    FilterLexer lexer(text);
    bool isOperand = false;
    bool isPattern = false;
    bool isInSet = false;
    while (true) {
        const FilterToken token =
            lexer.next(isOperand && !isPattern ? FilterLexer::Slash::Word : FilterLexer::Slash::Regex);
        if (token.kind == Kind::End)
            return pieces;
        const Role role = roleOf(token, isOperand);
        if (token.kind == Kind::OpenSet || (token.kind == Kind::Open && isOperand))
            isInSet = true;
        else if (token.kind == Kind::CloseSet || token.kind == Kind::Close)
            isInSet = false;
        isOperand = role == Role::Operator || isInSet;
        const FilterOperatorName *op = role == Role::Operator ? filterOperatorNamed(token.text) : nullptr;
        isPattern = op && op->op == FilterOperator::Matches;
        pieces.push_back({token, role});
    }
}

} // namespace sockscope
