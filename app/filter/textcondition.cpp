// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/textcondition.h"

#include <algorithm>

namespace sockscope {

namespace {

bool isAscii(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char byte) { return quint8(byte) < 0x80; });
}

// A pattern for the text as it is.
QString literalPattern(const QByteArray &text)
{
    return QStringLiteral("\\Q")
        + QString::fromUtf8(text).replace(QStringLiteral("\\E"), QStringLiteral("\\E\\\\E\\Q"))
        + QStringLiteral("\\E");
}

} // namespace

std::variant<TextCondition, FilterError> TextCondition::make(const FilterTest &test)
{
    TextCondition condition(test);
    QString error;
    switch (test.op) {
    case FilterOperator::Contains:
        condition.m_search.emplace(test.texts.front());
        break;
    case FilterOperator::ContainsAnyCase:
        if (isAscii(test.texts.front()))
            condition.m_search.emplace(test.texts.front(), ByteSearch::Case::AsciiInsensitive);
        else
            condition.m_regex.emplace(literalPattern(test.texts.front()), QStringLiteral("i"), &error);
        break;
    case FilterOperator::Matches:
        condition.m_regex.emplace(QString::fromUtf8(test.texts.front()), test.regexFlags, &error);
        break;
    default:
        break;
    }
    if (!error.isEmpty())
        return FilterError{test.position, test.length, error};
    return condition;
}

RowTest::Cost TextCondition::cost() const
{
    if (m_regex)
        return RowTest::Cost::PayloadRegex;
    return m_search ? RowTest::Cost::PayloadSearch : RowTest::Cost::ShortPayload;
}

TextCondition::Judge::Judge(const TextCondition &condition, std::stop_token stop)
    : m_condition(condition), m_stop(std::move(stop))
{
    if (condition.m_regex)
        m_regex.emplace(*condition.m_regex);
}

bool TextCondition::Judge::passes(QByteArrayView text)
{
    if (m_regex)
        return m_regex->isIn(text, m_stop);
    if (m_condition.m_search)
        return m_condition.m_search->isIn(text);
    if (m_condition.m_op == FilterOperator::Has)
        return !text.isEmpty();
    const bool isOne = std::ranges::any_of(m_condition.m_texts,
        [text](const QByteArray &candidate) { return text == QByteArrayView(candidate); });
    return isOne == (m_condition.m_op != FilterOperator::NotEqual);
}

} // namespace sockscope
