// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/payloadtests.h"

#include "app/filter/textcondition.h"

#include <algorithm>

namespace sockscope {

namespace {

using Kind = JsonValue::Kind;

bool isEqual(const JsonValue &value, const JsonOperand &operand)
{
    if (const auto *boolean = std::get_if<bool>(&operand))
        return value.kind == Kind::Boolean && value.boolean == *boolean;
    if (const auto *numbers = std::get_if<NumberInterval>(&operand))
        return value.kind == Kind::Number && value.number >= numbers->first && value.number <= numbers->last;
    if (const auto *text = std::get_if<QByteArray>(&operand))
        return value.kind == Kind::String && value.string == *text;
    return value.kind == Kind::Null;
}

template <typename Value> bool isOrdered(FilterOperator op, const Value &one, const Value &other)
{
    switch (op) {
    case FilterOperator::Less:
        return one < other;
    case FilterOperator::LessEqual:
        return one <= other;
    case FilterOperator::Greater:
        return one > other;
    default:
        return one >= other;
    }
}

// Only numbers with numbers, and text with text.
bool isOrdered(FilterOperator op, const JsonValue &value, const JsonOperand &operand)
{
    if (const auto *numbers = std::get_if<NumberInterval>(&operand))
        return value.kind == Kind::Number && isOrdered(op, value.number, numbers->first);
    const auto *text = std::get_if<QByteArray>(&operand);
    return text && value.kind == Kind::String && isOrdered(op, value.string, *text);
}

class JsonTest : public RowTest
{
public:
    JsonTest(const FilterTest &test, TextCondition condition)
        : RowTest(Cost::PayloadParse)
        , m_path(test.path)
        , m_op(test.op)
        , m_operands(test.json)
        , m_condition(std::move(condition))
    { }

    void narrow(const RowBlock &block, BlockBits *bits) const override
    {
        TextCondition::Judge judge(m_condition, block.stop);
        keepCandidates(block, bits, [&](const PackedRow &, qsizetype index) {
            const auto value = jsonValueAt(block.content(index), m_path);
            return value && passes(*value, judge);
        });
    }

private:
    bool passes(const JsonValue &value, TextCondition::Judge &judge) const
    {
        const auto isSame = [&](const JsonOperand &operand) { return isEqual(value, operand); };
        switch (m_op) {
        case FilterOperator::Has: // a bare figure is hardly meant as JSON
            return !m_path.steps.empty() || value.kind == Kind::Object || value.kind == Kind::Array;
        case FilterOperator::Equal:
        case FilterOperator::In:
            return std::ranges::any_of(m_operands, isSame);
        case FilterOperator::NotEqual:
            return std::ranges::none_of(m_operands, isSame);
        case FilterOperator::Contains:
        case FilterOperator::ContainsAnyCase:
        case FilterOperator::Matches:
            return value.kind == Kind::String && judge.passes(value.string);
        default:
            return isOrdered(m_op, value, m_operands.front());
        }
    }

    const JsonPath m_path;
    const FilterOperator m_op;
    const std::vector<JsonOperand> m_operands;
    const TextCondition m_condition;
};

} // namespace

MadeTest jsonTest(const FilterTest &test)
{
    auto condition = TextCondition::make(test);
    if (const auto *error = std::get_if<FilterError>(&condition))
        return *error;
    return std::make_unique<JsonTest>(test, std::move(std::get<TextCondition>(condition)));
}

} // namespace sockscope
