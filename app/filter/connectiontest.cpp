// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/connectionfacts.h"
#include "app/filter/payloadtests.h"
#include "app/filter/textcondition.h"

#include <unordered_map>

namespace sockscope {

namespace {

QString factOf(const ConnectionFacts &facts, FilterFieldId field)
{
    switch (field) {
    case FilterFieldId::Device:
        return facts.device;
    case FilterFieldId::Peer:
        return facts.peer;
    case FilterFieldId::Path:
        return facts.path;
    default:
        return facts.subprotocol;
    }
}

/// Judges each connection once in a block.
class ConnectionTest : public RowTest
{
public:
    ConnectionTest(const FilterTest &test, TextCondition condition, const ConnectionSource *connections)
        : RowTest(Cost::Connection)
        , m_field(test.field->id)
        , m_condition(std::move(condition))
        , m_connections(connections)
    { }

    void narrow(const RowBlock &block, BlockBits *bits) const override
    {
        TextCondition::Judge judge(m_condition, block.stop);
        std::unordered_map<quint32, bool> verdicts;
        std::optional<std::pair<quint32, bool>> latest; // rows of one connection often follow each other
        keepCandidates(block, bits, [&](const PackedRow &row, qsizetype) {
            if (latest && latest->first == row.connection())
                return latest->second;
            const auto [verdict, isNew] = verdicts.try_emplace(row.connection(), false);
            if (isNew)
                verdict->second = passes(row.connection(), judge);
            latest = *verdict;
            return verdict->second;
        });
    }

private:
    bool passes(quint32 connection, TextCondition::Judge &judge) const
    {
        const auto facts = m_connections ? m_connections->facts(connection) : std::nullopt;
        const QByteArray fact = facts ? factOf(*facts, m_field).toUtf8() : QByteArray();
        return !fact.isEmpty() && judge.passes(fact);
    }

    const FilterFieldId m_field;
    const TextCondition m_condition;
    const ConnectionSource *const m_connections;
};

} // namespace

MadeTest connectionTest(const FilterTest &test, const ConnectionSource *connections)
{
    auto condition = TextCondition::make(test);
    if (const auto *error = std::get_if<FilterError>(&condition))
        return *error;
    return std::make_unique<ConnectionTest>(test, std::move(std::get<TextCondition>(condition)), connections);
}

} // namespace sockscope
