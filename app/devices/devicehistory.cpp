// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/devices/devicehistory.h"

#include "app/text/handshakeheads.h"

namespace sockscope {

namespace {

constexpr int SwitchingProtocols = 101;

const PackedRow &rowAt(const RowSpan &span, qsizetype index)
{
    return span.rows()[size_t(index)];
}

LogMoment momentOf(const RowSpan &span, qsizetype index)
{
    return {rowAt(span, index).timeNs(), span.first() + quint64(index)};
}

} // namespace

void DeviceHistory::add(const RowSpan &span, qsizetype index)
{
    const PackedRow &row = rowAt(span, index);
    if (row.connection() == 0)
        return; // words about the server itself
    switch (row.kind()) {
    case RowKind::Frame:
        return addFrame(span, index);
    case RowKind::Handshake:
        return addHandshake(span, index);
    case RowKind::Event:
        return addEvent(span, index);
    }
}

DeviceHistory::Known &DeviceHistory::known(const RowSpan &span, qsizetype index)
{
    const PackedRow &row = rowAt(span, index);
    if (m_latest.second && m_latest.first == row.connection())
        return *m_latest.second;
    const auto [entry, isNew] = m_known.try_emplace(row.connection());
    if (isNew && row.event() != EventKind::Accepted)
        m_table->accepted(row.connection(), {}, momentOf(span, index));
    if (isNew && row.kind() == RowKind::Frame)
        m_table->opened(row.connection(), {}, row.timeNs());
    m_latest = {row.connection(), &entry->second};
    return entry->second;
}

void DeviceHistory::addFrame(const RowSpan &span, qsizetype index)
{
    const PackedRow &row = rowAt(span, index);
    Known &connection = known(span, index);
    if (!row.isSent()) {
        connection.heardNs = row.timeNs();
        if (!connection.hasSpoken && row.message() == 1 && row.fragment() <= 1) {
            connection.hasSpoken = true;
            m_table->spoke(row.connection(), span.content(index));
        }
    }
    if (const auto rule = row.violation())
        m_table->note(row.connection(), [rule](DeviceSession &session) { session.rule = rule; });
    if (row.opcode() != ws::Opcode::Close)
        return;
    const auto direction = row.isSent() ? ws::Direction::Sent : ws::Direction::Received;
    m_table->note(row.connection(),
        [direction](DeviceSession &session) { session.firstClose = session.firstClose.value_or(direction); });
}

void DeviceHistory::addHandshake(const RowSpan &span, qsizetype index)
{
    const PackedRow &row = rowAt(span, index);
    const QByteArrayView head = span.payload(index);
    known(span, index);
    if (!row.isSent()) {
        m_table->requested(row.connection(), head);
        return;
    }
    const int status = statusOf(head);
    if (status == SwitchingProtocols)
        m_table->opened(row.connection(), subprotocolOf(head), row.timeNs());
    else
        m_table->note(row.connection(), [status](DeviceSession &session) { session.status = status; });
}

void DeviceHistory::addEvent(const RowSpan &span, qsizetype index)
{
    const PackedRow &row = rowAt(span, index);
    if (row.event() == EventKind::Accepted) {
        const auto facts = AcceptedFacts::fromJson(span.detail(index)).value_or(AcceptedFacts());
        m_table->accepted(row.connection(), facts.peerAddress, momentOf(span, index));
    }
    const Known &connection = known(span, index);
    if (const auto rule = row.violation())
        m_table->note(row.connection(), [rule](DeviceSession &session) { session.rule = rule; });
    if (row.event() == EventKind::Fault) {
        m_table->note(row.connection(),
            [&](DeviceSession &session) { noteFault(&session, span.detail(index), row.timeNs()); });
    }
    if (row.event() == EventKind::Ended) {
        const auto facts = EndedFacts::fromJson(span.detail(index)).value_or(EndedFacts());
        m_table->ended(row.connection(), facts, connection.heardNs, momentOf(span, index));
    }
}

} // namespace sockscope
