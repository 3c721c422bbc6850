// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/payloadtests.h"

#include "app/filter/areasearch.h"
#include "app/filter/textcondition.h"
#include "serverlib/protocol/closepayload.h"

namespace sockscope {

namespace {

/// The whole payload of a row.
class ContentTest : public RowTest
{
public:
    explicit ContentTest(TextCondition condition)
        : RowTest(condition.cost()), m_condition(std::move(condition))
    { }

    void narrow(const RowBlock &block, BlockBits *bits) const override
    {
        if (m_condition.search() && isDense(block, *bits)) {
            const BlockBits found = rowsWith(*m_condition.search(), block);
            for (size_t i = 0; i < found.words.size(); ++i)
                bits->words[i] &= found.words[i];
            return;
        }
        TextCondition::Judge judge(m_condition, block.stop);
        keepCandidates(block, bits,
            [&](const PackedRow &, qsizetype index) { return judge.passes(block.content(index)); });
    }

private:
    // Searching what nobody asked for must not cost more than going from row to row.
    static bool isDense(const RowBlock &block, const BlockBits &bits)
    {
        constexpr qsizetype Worth = 2;
        return bits.count() * Worth >= qsizetype(block.rows.size());
    }

    const TextCondition m_condition;
};

struct Closing
{
    quint16 code;
    QByteArray reason;
};

// Of a close frame, or of the end of a connection.
std::optional<Closing> closingOf(const RowBlock &block, const PackedRow &row, qsizetype index)
{
    if (row.kind() == RowKind::Frame && row.opcode() == ws::Opcode::Close) {
        const ws::ClosePayload close = ws::parseClosePayload(block.content(index));
        return Closing{close.code, close.reason};
    }
    if (row.event() != EventKind::Ended)
        return std::nullopt;
    const auto facts = EndedFacts::fromJson(block.span.detail(block.first + index));
    return facts ? std::optional(Closing{facts->code, facts->reason.toUtf8()}) : std::nullopt;
}

class CloseCodeTest : public RowTest
{
public:
    explicit CloseCodeTest(const IntegerSet &codes) : RowTest(Cost::ShortPayload), m_codes(codes) { }

    void narrow(const RowBlock &block, BlockBits *bits) const override
    {
        keepCandidates(block, bits, [&](const PackedRow &row, qsizetype index) {
            const auto closing = closingOf(block, row, index);
            return closing && m_codes.contains(closing->code);
        });
    }

private:
    const IntegerSet m_codes;
};

class CloseReasonTest : public RowTest
{
public:
    explicit CloseReasonTest(TextCondition condition)
        : RowTest(Cost::ShortPayload), m_condition(std::move(condition))
    { }

    void narrow(const RowBlock &block, BlockBits *bits) const override
    {
        TextCondition::Judge judge(m_condition, block.stop);
        keepCandidates(block, bits, [&](const PackedRow &row, qsizetype index) {
            const auto closing = closingOf(block, row, index);
            return closing && judge.passes(closing->reason);
        });
    }

private:
    const TextCondition m_condition;
};

template <typename Test> MadeTest withCondition(const FilterTest &test)
{
    auto condition = TextCondition::make(test);
    if (const auto *error = std::get_if<FilterError>(&condition))
        return *error;
    return std::make_unique<Test>(std::move(std::get<TextCondition>(condition)));
}

} // namespace

MadeTest contentTest(const FilterTest &test)
{
    return withCondition<ContentTest>(test);
}

MadeTest closeTest(const FilterTest &test)
{
    if (test.field->id == FilterFieldId::CloseCode)
        return std::make_unique<CloseCodeTest>(test.numbers);
    return withCondition<CloseReasonTest>(test);
}

} // namespace sockscope
