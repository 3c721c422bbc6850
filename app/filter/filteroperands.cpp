// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What stands behind an operator: the part of FilterParser that depends on the type of the field.
#include "app/filter/filterliterals.h"
#include "app/filter/filterparser.h"
#include "app/text/payloadtext.h"

namespace sockscope {

bool FilterParser::operand(FilterTest *test)
{
    test->position = m_token.position;
    test->length = m_token.length;
    if (test->op == FilterOperator::Matches)
        return regex(test);
    switch (test->field->type) {
    case FilterType::Number:
    case FilterType::Size:
    case FilterType::Duration:
    case FilterType::Choice:
    case FilterType::Flag:
        return integers(test);
    case FilterType::Text:
        return texts(test);
    case FilterType::Bytes:
        return bytes(test);
    case FilterType::Json:
        return test->op == FilterOperator::Contains || test->op == FilterOperator::ContainsAnyCase
            ? texts(test)
            : jsonOperands(test);
    }
    return false;
}

bool FilterParser::valueToken(const FilterField &field)
{
    expect(What::Value, &field);
    if (m_token.kind == Kind::Word || m_token.kind == Kind::String)
        return true;
    return failExpecting(filterTypeWords(field.type));
}

template <typename Item> bool FilterParser::items(const FilterTest &test, Item item)
{
    if (test.op != FilterOperator::In)
        return valueToken(*test.field) && item();
    expect(What::Set, test.field);
    const bool isRound = m_token.kind == Kind::Open;
    if (!isRound && m_token.kind != Kind::OpenSet)
        return failExpecting(QStringLiteral("a set such as {1 2 5..9}"));
    const FilterToken open = m_token;
    const Kind close = isRound ? Kind::Close : Kind::CloseSet;
    advance(Slash::Word);
    do {
        if (!valueToken(*test.field) || !item())
            return false;
        if (m_token.kind == Kind::Comma)
            advance(Slash::Word);
    } while (m_token.kind != close && m_token.kind != Kind::End);
    if (m_token.kind == Kind::End) {
        expect(What::Value, test.field);
        return failAt(open.position, open.length, QStringLiteral("this set is never closed"));
    }
    advance();
    return true;
}

bool FilterParser::integers(FilterTest *test)
{
    std::vector<IntegerRange> ranges;
    const auto readValue = [&]() -> std::optional<qint64> {
        QString error;
        const auto value = integerLiteral(*test->field, m_token.text, &error);
        if (!value)
            fail(error);
        else
            advance(Slash::Word);
        return value;
    };
    const bool isRead = items(*test, [&] {
        const auto first = readValue();
        if (!first)
            return false;
        if (test->op != FilterOperator::In || m_token.kind != Kind::Range) {
            ranges.push_back({*first, *first});
            return true;
        }
        advance(Slash::Word);
        const auto last = valueToken(*test->field) ? readValue() : std::nullopt;
        if (!last)
            return false;
        ranges.push_back({*first, *last});
        return *first <= *last || fail(QStringLiteral("expected the smaller end of the range first"));
    });
    if (!isRead)
        return false;
    test->numbers = test->op == FilterOperator::In ? IntegerSet(std::move(ranges))
                                                   : integersFor(test->op, ranges[0].first);
    return true;
}

bool FilterParser::texts(FilterTest *test)
{
    return items(*test, [&] {
        if (m_token.text.isEmpty() && test->op != FilterOperator::Equal
            && test->op != FilterOperator::NotEqual)
            return fail(QStringLiteral("expected some text between the quotes"));
        test->texts.push_back(m_token.text.toUtf8());
        advance(Slash::Word);
        return true;
    });
}

bool FilterParser::bytes(FilterTest *test)
{
    if (!valueToken(*test->field))
        return false;
    const qsizetype position = m_token.position;
    qsizetype end = position;
    QString hex; // as many words as look like bytes
    do {
        hex += m_token.text + u' ';
        end = m_token.end();
        advance(Slash::Word);
    } while (m_token.kind == Kind::Word && looksLikeHex(m_token.text));
    QString error;
    const auto bytes = bytesFromHex(hex, &error);
    if (!bytes || bytes->isEmpty())
        return failAt(
            position, end - position, QStringLiteral("expected ") + filterTypeWords(FilterType::Bytes));
    test->texts.push_back(*bytes);
    return true;
}

bool FilterParser::regex(FilterTest *test)
{
    expect(What::Value, test->field);
    if (m_token.kind != Kind::Regex && m_token.kind != Kind::String)
        return failExpecting(QStringLiteral("a regular expression such as /err(or)?/i"));
    test->texts.push_back(m_token.text.toUtf8());
    test->regexFlags = m_token.flags;
    advance();
    return true;
}

bool FilterParser::jsonOperands(FilterTest *test)
{
    const auto readOperand = [&] {
        JsonOperand operand =
            m_token.kind == Kind::String ? JsonOperand(m_token.text.toUtf8()) : jsonOperand(m_token.text);
        advance(Slash::Word);
        return operand;
    };
    return items(*test, [&] {
        JsonOperand first = readOperand();
        if (test->op == FilterOperator::In && m_token.kind == Kind::Range) {
            advance(Slash::Word);
            if (!valueToken(*test->field))
                return false;
            const JsonOperand last = readOperand();
            auto *const from = std::get_if<NumberInterval>(&first);
            const auto *const to = std::get_if<NumberInterval>(&last);
            if (!from || !to)
                return fail(QStringLiteral("expected a range of numbers such as 5..9"));
            from->last = to->last;
        }
        test->json.push_back(std::move(first));
        return true;
    });
}

} // namespace sockscope
