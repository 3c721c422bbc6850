// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/columntests.h"

namespace sockscope {

namespace {

// Each gives the value of one field, AbsentValue where a row of that kind has none.
using Column = qint64 (*)(const PackedRow &row);

bool isFrame(const PackedRow &row)
{
    return row.kind() == RowKind::Frame;
}

qint64 ofFrame(const PackedRow &row, qint64 value)
{
    return isFrame(row) ? value : AbsentValue;
}

// What counts from 1, and is 0 where there is nothing to count.
qint64 fromOne(quint64 value)
{
    return value > 0 ? qint64(std::min(value, quint64(IntegerSet::All.last))) : AbsentValue;
}

qint64 time(const PackedRow &row)
{
    return row.timeNs();
}
qint64 connection(const PackedRow &row)
{
    return row.connection();
}
qint64 kind(const PackedRow &row)
{
    return qint64(row.kind());
}
qint64 event(const PackedRow &row)
{
    return row.kind() == RowKind::Event ? qint64(row.event()) : AbsentValue;
}
qint64 direction(const PackedRow &row)
{
    return row.kind() == RowKind::Event
        ? AbsentValue
        : qint64(row.isSent() ? ws::Direction::Sent : ws::Direction::Received);
}
qint64 opcode(const PackedRow &row)
{
    return ofFrame(row, qint64(row.opcode()));
}
qint64 messageOpcode(const PackedRow &row)
{
    return row.message() > 0 ? qint64(row.messageOpcode()) : AbsentValue;
}
qint64 fin(const PackedRow &row)
{
    return ofFrame(row, row.fin());
}
qint64 rsv1(const PackedRow &row)
{
    return ofFrame(row, row.rsv1());
}
qint64 rsv2(const PackedRow &row)
{
    return ofFrame(row, row.rsv2());
}
qint64 rsv3(const PackedRow &row)
{
    return ofFrame(row, row.rsv3());
}
qint64 mask(const PackedRow &row)
{
    return ofFrame(row, row.isMasked());
}
qint64 compressed(const PackedRow &row)
{
    return ofFrame(row, row.isCompressed());
}
qint64 length(const PackedRow &row)
{
    return row.kind() == RowKind::Event ? AbsentValue
                                        : qint64(std::min(row.length(), quint64(IntegerSet::All.last)));
}
qint64 message(const PackedRow &row)
{
    return fromOne(row.message());
}
qint64 fragment(const PackedRow &row)
{
    return fromOne(row.fragment());
}
qint64 reads(const PackedRow &row)
{
    return row.kind() == RowKind::Event ? AbsentValue : fromOne(row.reads());
}
qint64 rtt(const PackedRow &row)
{
    const qint64 value = row.rttNs();
    return value < 0 ? AbsentValue : value;
}
qint64 violation(const PackedRow &row)
{
    const auto rule = row.violation();
    return rule ? qint64(*rule) : AbsentValue;
}

template <Column column> class ColumnTest : public RowTest
{
public:
    explicit ColumnTest(const IntegerSet &numbers) : RowTest(Cost::Column), m_numbers(numbers) { }

    void narrow(const RowBlock &block, BlockBits *bits) const override
    {
        if (m_numbers.ranges().size() == 1) {
            const IntegerRange range = m_numbers.ranges().front();
            keepRows(
                block, bits, [range](const PackedRow &row, size_t) { return range.contains(column(row)); });
        } else {
            keepRows(block, bits,
                [this](const PackedRow &row, size_t) { return m_numbers.contains(column(row)); });
        }
    }

private:
    const IntegerSet m_numbers;
};

/// The number of a row is where it stands.
class RowNumberTest : public RowTest
{
public:
    explicit RowNumberTest(const IntegerSet &numbers) : RowTest(Cost::Column), m_numbers(numbers) { }

    void narrow(const RowBlock &block, BlockBits *bits) const override
    {
        const qint64 first = qint64(block.span.first()) + block.first;
        keepRows(block, bits, [this, first](const PackedRow &, size_t index) {
            return m_numbers.contains(first + qint64(index));
        });
    }

private:
    const IntegerSet m_numbers;
};

template <Column column> RowTestPtr make(const IntegerSet &numbers)
{
    return std::make_unique<ColumnTest<column>>(numbers);
}

} // namespace

RowTestPtr columnTest(FilterFieldId field, const IntegerSet &numbers)
{
    using Id = FilterFieldId;
    switch (field) {
    case Id::Row:
        return std::make_unique<RowNumberTest>(numbers);
    case Id::Time:
        return make<time>(numbers);
    case Id::Connection:
        return make<connection>(numbers);
    case Id::Kind:
        return make<kind>(numbers);
    case Id::Event:
        return make<event>(numbers);
    case Id::Direction:
        return make<direction>(numbers);
    case Id::Opcode:
        return make<opcode>(numbers);
    case Id::MessageOpcode:
        return make<messageOpcode>(numbers);
    case Id::Fin:
        return make<fin>(numbers);
    case Id::Rsv1:
        return make<rsv1>(numbers);
    case Id::Rsv2:
        return make<rsv2>(numbers);
    case Id::Rsv3:
        return make<rsv3>(numbers);
    case Id::Mask:
        return make<mask>(numbers);
    case Id::Compressed:
        return make<compressed>(numbers);
    case Id::Length:
        return make<length>(numbers);
    case Id::Message:
        return make<message>(numbers);
    case Id::Fragment:
        return make<fragment>(numbers);
    case Id::Reads:
        return make<reads>(numbers);
    case Id::Rtt:
        return make<rtt>(numbers);
    case Id::Violation:
        return make<violation>(numbers);
    default:
        return nullptr;
    }
}

} // namespace sockscope
