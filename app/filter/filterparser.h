// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/filter/filterast.h"
#include "app/filter/filtererror.h"
#include "app/filter/filterlexer.h"

namespace sockscope {

/// What may stand at a place of a filter.
struct FilterExpectation
{
    enum class What : quint8 {
        Term, ///< a field, not, a word to search for
        Operator, ///< one that the field takes
        Value, ///< one of the field
        Set, ///< several of the field
        Peer, ///< behind from and to
        Connective, ///< and, or
    };
    What what;
    const FilterField *field = nullptr;
};

/// Reads a filter by recursive descent:
///
///     filter     = [ any ]
///     any        = all { ("or" | "||") all }
///     all        = single { ("and" | "&&") single }
///     single     = ("not" | "!") single | "(" any ")" | comparison
///     comparison = FIELD [ [ "not" ] OPERATOR value ] | ("from" | "to") PEER | REGEX | STRING | WORD
///
/// What stands alone and is no field is searched for in the text of the rows.
class FilterParser
{
public:
    static constexpr qsizetype MaxLength = 8192; ///< characters of a filter
    static constexpr int MaxDepth = 64; ///< parentheses and nots within each other

    explicit FilterParser(QStringView text);

    /// nullopt for a filter without a word, which everything passes; error() tells of the other cases.
    std::optional<FilterNode> parse();
    const std::optional<FilterError> &error() const { return m_error; }
    /// What could have followed the last word: for completion.
    const std::vector<FilterExpectation> &expectedAtEnd() const { return m_expected; }

private:
    using Node = std::optional<FilterNode>;
    using Kind = FilterToken::Kind;
    using Slash = FilterLexer::Slash;
    using What = FilterExpectation::What;

    Node any();
    Node all();
    Node single();
    Node chain(FilterNode::Kind kind, Kind connective, Node (FilterParser::*part)());
    Node inParentheses();
    Node comparison();
    Node word();
    Node direction(bool fromDevice);
    Node field(const FilterField &field, JsonPath path);
    Node search(FilterOperator op, const FilterToken &token);

    bool operand(FilterTest *test);
    bool integers(FilterTest *test);
    bool texts(FilterTest *test);
    bool bytes(FilterTest *test);
    bool regex(FilterTest *test);
    bool jsonOperands(FilterTest *test);
    /// Calls @p item for each value of a set, or for the only one.
    template <typename Item> bool items(const FilterTest &test, Item item);
    bool valueToken(const FilterField &field);

    bool depthIsFine();
    bool isAtOperator() const;
    void advance(Slash slash = Slash::Regex);
    void expect(What what, const FilterField *field = nullptr);
    bool fail(const QString &message);
    bool failExpecting(const QString &what);
    bool failAt(qsizetype position, qsizetype length, const QString &message);
    Node failed() const { return std::nullopt; }

    FilterLexer m_lexer;
    FilterToken m_token;
    int m_depth = 0;
    std::optional<FilterError> m_error;
    std::vector<FilterExpectation> m_expected;
};

} // namespace sockscope
