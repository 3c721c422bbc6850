// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/filterparser.h"

#include "app/capture/framerecord.h"
#include "app/filter/filterliterals.h"

#include <QStringList>

namespace sockscope {

namespace {

const QString ExpectedTerm = QStringLiteral("a field, \"not\", \"(\" or a \"text\" to search for");

bool isWord(const FilterToken &token, QLatin1StringView word)
{
    return token.kind == FilterToken::Kind::Word && token.text.compare(word, Qt::CaseInsensitive) == 0;
}

bool isDevice(const FilterToken &token)
{
    return isWord(token, QLatin1StringView("device")) || isWord(token, QLatin1StringView("client"));
}

bool isServer(const FilterToken &token)
{
    return isWord(token, QLatin1StringView("server")) || isWord(token, QLatin1StringView("bench"));
}

QString operatorNames(FilterType type)
{
    QStringList names;
    for (const FilterOperatorName &candidate : filterOperators()) {
        if (takesOperator(type, candidate.op))
            names.append(candidate.name);
    }
    return names.join(QStringLiteral(", "));
}

FilterNode negated(FilterNode node)
{
    return {.kind = FilterNode::Kind::Not, .children = {std::move(node)}};
}

} // namespace

FilterParser::FilterParser(QStringView text) : m_lexer(text)
{
    if (text.size() > MaxLength) {
        failAt(MaxLength, text.size() - MaxLength,
            QStringLiteral("a filter may have %1 characters at most").arg(MaxLength));
    }
}

std::optional<FilterNode> FilterParser::parse()
{
    if (m_error)
        return failed();
    advance();
    if (m_token.kind == Kind::End) {
        expect(What::Term);
        return std::nullopt;
    }
    Node filter = any();
    if (!filter)
        return failed();
    expect(What::Connective);
    if (m_token.kind != Kind::End) {
        fail(m_token.kind == Kind::Close ? QStringLiteral("this \")\" closes nothing")
                                         : QStringLiteral("expected \"and\" or \"or\" before this"));
        return failed();
    }
    return filter;
}

FilterParser::Node FilterParser::any()
{
    return chain(FilterNode::Kind::Or, Kind::Or, &FilterParser::all);
}

FilterParser::Node FilterParser::all()
{
    return chain(FilterNode::Kind::And, Kind::And, &FilterParser::single);
}

FilterParser::Node FilterParser::chain(FilterNode::Kind kind, Kind connective, Node (FilterParser::*part)())
{
    Node first = (this->*part)();
    if (!first || m_token.kind != connective)
        return first;
    FilterNode chain{.kind = kind, .children = {std::move(*first)}};
    while (m_token.kind == connective) {
        advance();
        Node next = (this->*part)();
        if (!next)
            return failed();
        chain.children.push_back(std::move(*next));
    }
    return chain;
}

FilterParser::Node FilterParser::single()
{
    expect(What::Term);
    if (m_token.kind != Kind::Not && m_token.kind != Kind::Open)
        return comparison();
    if (!depthIsFine())
        return failed();
    ++m_depth;
    Node node;
    if (m_token.kind == Kind::Open) {
        node = inParentheses();
    } else {
        advance();
        node = single();
        if (node)
            node = negated(std::move(*node));
    }
    --m_depth;
    return node;
}

FilterParser::Node FilterParser::inParentheses()
{
    const FilterToken open = m_token;
    advance();
    Node inner = any();
    if (!inner)
        return failed();
    expect(What::Connective);
    if (m_token.kind == Kind::End) {
        failAt(open.position, open.length, QStringLiteral("this \"(\" is never closed; expected \")\""));
        return failed();
    }
    if (m_token.kind != Kind::Close) {
        fail(QStringLiteral("expected \"and\", \"or\" or \")\" before this"));
        return failed();
    }
    advance();
    return inner;
}

FilterParser::Node FilterParser::comparison()
{
    const FilterToken token = m_token;
    switch (token.kind) {
    case Kind::Word:
        return word();
    case Kind::String:
        advance();
        return search(FilterOperator::ContainsAnyCase, token);
    case Kind::Regex:
        advance();
        return search(FilterOperator::Matches, token);
    default:
        failExpecting(ExpectedTerm);
        return failed();
    }
}

FilterParser::Node FilterParser::word()
{
    const FilterToken name = m_token;
    const bool isFrom = isWord(name, QLatin1StringView("from"));
    if (isFrom || isWord(name, QLatin1StringView("to"))) {
        advance();
        return direction(isFrom);
    }
    if (const FilterField *field = filterFieldNamed(name.text)) {
        advance(Slash::Word);
        return this->field(*field, {});
    }
    const QLatin1StringView json("json");
    if (name.text.startsWith(json, Qt::CaseInsensitive) && name.text.size() > json.size()
        && (name.text[json.size()] == u'.' || name.text[json.size()] == u'[')) {
        auto path = JsonPath::parse(QStringView(name.text).sliced(json.size()));
        if (!path) {
            fail(QStringLiteral("expected a path such as json.a.b[0] or json[\"a key\"]"));
            return failed();
        }
        advance(Slash::Word);
        return field(*filterFieldNamed(u"json"), std::move(*path));
    }
    advance(Slash::Word);
    if (!isAtOperator())
        return search(FilterOperator::ContainsAnyCase, name);
    const QString nearest = nearestFieldName(name.text);
    failAt(name.position, name.length,
        QStringLiteral("unknown field \"%1\"").arg(name.text)
            + (nearest.isEmpty() ? QString() : QStringLiteral("; did you mean \"%1\"?").arg(nearest)));
    return failed();
}

FilterParser::Node FilterParser::direction(bool isFrom)
{
    expect(What::Peer);
    if (!isDevice(m_token) && !isServer(m_token)) {
        failExpecting(QStringLiteral("\"device\" or \"server\""));
        return failed();
    }
    const auto direction = isFrom == isDevice(m_token) ? ws::Direction::Received : ws::Direction::Sent;
    advance();
    return FilterNode{.test = {.field = filterFieldNamed(u"direction"),
                          .op = FilterOperator::Equal,
                          .numbers = integersFor(FilterOperator::Equal, qint64(direction))}};
}

FilterParser::Node FilterParser::search(FilterOperator op, const FilterToken &token)
{
    return FilterNode{.test = {.field = filterFieldNamed(u"text"),
                          .op = op,
                          .texts = {token.text.toUtf8()},
                          .regexFlags = token.flags,
                          .position = token.position,
                          .length = token.length}};
}

FilterParser::Node FilterParser::field(const FilterField &field, JsonPath path)
{
    FilterTest test{.field = &field, .path = std::move(path)};
    expect(What::Operator, &field);
    const bool isNegated = m_token.kind == Kind::Not;
    if (isNegated)
        advance(Slash::Word);
    if (!isAtOperator()) {
        if (isNegated) {
            failExpecting(QStringLiteral("an operator: ") + operatorNames(field.type));
            return failed();
        }
        test.numbers = field.type == FilterType::Flag ? integersFor(FilterOperator::Equal, 1)
                                                      : integersFor(FilterOperator::Has, 0);
        return FilterNode{.test = std::move(test)};
    }
    const FilterOperatorName &op = *filterOperatorNamed(m_token.text);
    if (!takesOperator(field.type, op.op)) {
        fail(QStringLiteral("\"%1\" does not take \"%2\"; expected one of %3")
                 .arg(field.name, op.name, operatorNames(field.type)));
        return failed();
    }
    test.op = op.op;
    advance(op.op == FilterOperator::Matches ? Slash::Regex : Slash::Word);
    if (!operand(&test))
        return failed();
    FilterNode node{.test = std::move(test)};
    return isNegated ? negated(std::move(node)) : node;
}

bool FilterParser::depthIsFine()
{
    return m_depth < MaxDepth || fail(QStringLiteral("more than %1 levels of parentheses").arg(MaxDepth));
}

bool FilterParser::isAtOperator() const
{
    return m_token.kind == Kind::Operator
        || (m_token.kind == Kind::Word && filterOperatorNamed(m_token.text) != nullptr);
}

void FilterParser::advance(Slash slash)
{
    m_token = m_lexer.next(slash);
}

void FilterParser::expect(What what, const FilterField *field)
{
    if (m_token.kind == Kind::End)
        m_expected.push_back({what, field});
}

bool FilterParser::failExpecting(const QString &what)
{
    if (m_token.kind == Kind::Invalid)
        return fail(m_token.text);
    return fail(QStringLiteral("expected ") + what);
}

bool FilterParser::fail(const QString &message)
{
    return failAt(m_token.position, m_token.length, m_token.kind == Kind::Invalid ? m_token.text : message);
}

bool FilterParser::failAt(qsizetype position, qsizetype length, const QString &message)
{
    m_error = FilterError{position, length, message};
    return false;
}

} // namespace sockscope
