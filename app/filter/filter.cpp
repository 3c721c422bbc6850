// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/filter.h"

#include "app/filter/columntests.h"
#include "app/filter/filterparser.h"
#include "app/filter/payloadtests.h"

namespace sockscope {

namespace {

MadeTest made(const FilterTest &test, const ConnectionSource *connections)
{
    switch (test.field->id) {
    case FilterFieldId::Text:
    case FilterFieldId::Bytes:
        return contentTest(test);
    case FilterFieldId::CloseCode:
    case FilterFieldId::CloseReason:
        return closeTest(test);
    case FilterFieldId::Json:
        return jsonTest(test);
    case FilterFieldId::Device:
    case FilterFieldId::Peer:
    case FilterFieldId::Path:
    case FilterFieldId::Subprotocol:
        return connectionTest(test, connections);
    default:
        return columnTest(test.field->id, test.numbers);
    }
}

MadeTest made(const FilterNode &node, const ConnectionSource *connections)
{
    if (node.kind == FilterNode::Kind::Test)
        return made(node.test, connections);
    std::vector<RowTestPtr> tests;
    for (const FilterNode &child : node.children) {
        MadeTest test = made(child, connections);
        if (std::holds_alternative<FilterError>(test))
            return test;
        tests.push_back(std::move(std::get<RowTestPtr>(test)));
    }
    if (node.kind == FilterNode::Kind::Not)
        return noneOf(std::move(tests.front()));
    return node.kind == FilterNode::Kind::And ? allOf(std::move(tests)) : anyOf(std::move(tests));
}

} // namespace

std::variant<Filter, FilterError> Filter::compile(QStringView text, const ConnectionSource *connections)
{
    FilterParser parser(text);
    const auto node = parser.parse();
    if (parser.error())
        return *parser.error();
    Filter filter;
    filter.m_text = text.trimmed().toString();
    filter.m_connections = connections;
    if (!node)
        return filter;
    MadeTest test = made(*node, connections);
    if (const auto *error = std::get_if<FilterError>(&test))
        return *error;
    filter.m_test = std::move(std::get<RowTestPtr>(test));
    return filter;
}

bool Filter::matches(const RowSpan &span, qsizetype index) const
{
    if (passesAll())
        return true;
    BlockBits bits;
    bits.words[0] = 1;
    m_test->narrow({span, index, span.rows().subspan(size_t(index), 1), {}}, &bits);
    return bits.words[0] != 0;
}

void Filter::evaluate(const RowSpan &span, RowBits *bits, const std::stop_token &stop) const
{
    bits->reset(span.size());
    const auto rows = span.rows();
    for (qsizetype first = 0; first < span.size() && !stop.stop_requested(); first += RowBlock::MaxRows) {
        const qsizetype count = std::min(RowBlock::MaxRows, span.size() - first);
        BlockBits passed;
        for (qsizetype row = 0; row < count; row += BlockBits::WordBits) {
            const qsizetype left = std::min(BlockBits::WordBits, count - row);
            passed.words[size_t(row / BlockBits::WordBits)] = ~quint64(0) >> (BlockBits::WordBits - left);
        }
        if (m_test)
            m_test->narrow({span, first, rows.subspan(size_t(first), size_t(count)), stop}, &passed);
        const auto words = size_t((count + BlockBits::WordBits - 1) / BlockBits::WordBits);
        std::copy_n(passed.words.begin(), words, bits->words().begin() + first / BlockBits::WordBits);
    }
}

} // namespace sockscope
