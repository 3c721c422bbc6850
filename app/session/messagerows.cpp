// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/messagerows.h"

#include <algorithm>

namespace sockscope {

namespace {

constexpr quint64 ChunkRows = 4096; // read at a time on the way back
constexpr quint64 SameReadRows = 1024; // other connections' between two frames of one read

bool isFirst(const FrameRecord &fragment)
{
    return fragment.fragment == 1;
}

bool isLast(const FrameRecord &fragment)
{
    return fragment.header.fin || fragment.violation == ws::Rule::MessageTooBig;
}

/// Takes the rows of one message, walking away from one of its frames.
class Search
{
public:
    Search(const FrameRecord &member, const MessageLimits &limits) : m_member(member), m_limits(limits) { }

    /// @p back is the way of the walk; false when it is over.
    bool take(quint64 number, const RowSpan &span, qsizetype index, bool back)
    {
        const PackedRow &row = span.rows()[size_t(index)];
        if (row.connection() != m_member.connection)
            return true;
        if (row.kind() != RowKind::Frame)
            return row.event() != EventKind::Ended && row.event() != EventKind::Accepted;
        if (row.isSent() != (m_member.direction == ws::Direction::Sent))
            return true;
        const bool isControl = ws::isControl(row.opcode());
        if (!isControl && row.message() != m_member.message)
            return row.message() == 0; // a stray frame is part of no message
        m_found.push_back({number, span.record(index)});
        return (isControl || !ends(m_found.back().record, back)) && !isFull();
    }
    bool isFull() const { return m_found.size() >= m_limits.frames; }
    std::vector<MessageRows::Row> takeFound() { return std::move(m_found); }
    bool isAtEnd() const { return m_isAtEnd; }

private:
    bool ends(const FrameRecord &record, bool back)
    {
        m_isAtEnd = back ? isFirst(record) : isLast(record);
        return m_isAtEnd;
    }

    const FrameRecord m_member;
    const MessageLimits m_limits;
    std::vector<MessageRows::Row> m_found;
    bool m_isAtEnd = false;
};

// Both return false when a bound ended the walk, true when the message or the log did.

bool walkForth(const CaptureStore &store, quint64 row, const MessageLimits &limits, Search *search)
{
    const quint64 to = row + limits.rowsEachWay + 1;
    for (RowSpan span = store.span(row + 1, to); !span.isEmpty(); span = store.span(span.end(), to)) {
        for (qsizetype i = 0; i < span.size(); ++i) {
            if (!search->take(span.first() + quint64(i), span, i, false))
                return !search->isFull() || search->isAtEnd();
        }
    }
    return store.rows().end <= to;
}

bool walkBack(const CaptureStore &store, quint64 row, const MessageLimits &limits, Search *search)
{
    const quint64 first = std::max(store.rows().first, row - std::min(row, limits.rowsEachWay));
    for (quint64 end = row; end > first;) {
        const quint64 begin = std::max(first, end - std::min(end, ChunkRows));
        std::vector<RowSpan> spans;
        for (RowSpan span = store.span(begin, end); !span.isEmpty(); span = store.span(span.end(), end))
            spans.push_back(span);
        for (auto span = spans.rbegin(); span != spans.rend(); ++span) {
            for (qsizetype i = span->size() - 1; i >= 0; --i) {
                if (!search->take(span->first() + quint64(i), *span, i, true))
                    return !search->isFull() || search->isAtEnd();
            }
        }
        end = begin;
    }
    return store.rows().first >= first;
}

// A control frame that stands before or behind every fragment found is between none.
void trim(std::vector<MessageRows::Row> *rows)
{
    while (!rows->back().isFragment())
        rows->pop_back();
    const auto first = std::ranges::find_if(*rows, &MessageRows::Row::isFragment);
    rows->erase(rows->begin(), first);
}

using Bytes = QByteArrayView (RowSpan::*)(qsizetype index) const;

MessageContent joined(
    const CaptureStore &store, const MessageRows &message, const MessageLimits &limits, Bytes bytesOf)
{
    MessageContent content;
    content.hasGaps = !message.isWhole();
    for (const MessageRows::Row &row : message.rows) {
        if (!row.isFragment())
            continue;
        const RowSpan span = store.span(row.number, row.number + 1);
        const QByteArrayView bytes = span.isEmpty() ? QByteArrayView() : (span.*bytesOf)(0);
        content.hasGaps |= span.isEmpty() || row.record.stored < row.record.length;
        const qsizetype room = limits.bytes - content.bytes.size();
        content.isCut |= bytes.size() > room;
        content.bytes.append(bytes.first(std::min(bytes.size(), room)));
        if (content.isCut)
            break;
    }
    return content;
}

} // namespace

bool MessageRows::contains(quint64 number) const
{
    return std::ranges::binary_search(rows, number, {}, &Row::number);
}

size_t MessageRows::fragments() const
{
    return size_t(std::ranges::count_if(rows, &Row::isFragment));
}

MessageRows messageRows(const CaptureStore &store, quint64 row, const MessageLimits &limits)
{
    MessageRows message;
    const RowSpan own = store.span(row, row + 1);
    if (own.isEmpty() || own.first() != row || own.record(0).fragment == 0)
        return message;
    const FrameRecord member = own.record(0);
    message.hasFirst = isFirst(member);
    message.hasLast = isLast(member);
    if (!message.hasFirst) {
        Search search(member, limits);
        message.isCut = !walkBack(store, row, limits, &search);
        message.hasFirst = search.isAtEnd();
        message.rows = search.takeFound();
        std::ranges::reverse(message.rows);
    }
    message.rows.push_back({row, member});
    if (!message.hasLast) {
        MessageLimits rest = limits;
        rest.frames -= std::min(rest.frames, message.rows.size());
        Search search(member, rest);
        message.isCut |= search.isFull() || !walkForth(store, row, rest, &search);
        message.hasLast = search.isAtEnd();
        std::ranges::move(search.takeFound(), std::back_inserter(message.rows));
    }
    trim(&message.rows);
    return message;
}

MessageContent messageContent(
    const CaptureStore &store, const MessageRows &message, const MessageLimits &limits)
{
    return joined(store, message, limits, &RowSpan::content);
}

MessageContent messagePayload(
    const CaptureStore &store, const MessageRows &message, const MessageLimits &limits)
{
    return joined(store, message, limits, &RowSpan::payload);
}

std::optional<quint64> sameReadBefore(const CaptureStore &store, quint64 row)
{
    FrameRecord record;
    if (!store.read(row, &record) || record.kind != RowKind::Frame
        || record.direction != ws::Direction::Received)
        return std::nullopt;
    const quint64 oldest = row - std::min(row, SameReadRows);
    FrameRecord before;
    for (quint64 number = row; number > oldest && store.read(number - 1, &before); --number) {
        if (before.timeNs < record.timeNs)
            break;
        const bool isSameWay = before.connection == record.connection && before.kind == RowKind::Frame
            && before.direction == ws::Direction::Received;
        if (isSameWay && before.timeNs == record.timeNs)
            return number - 1;
    }
    return std::nullopt;
}

} // namespace sockscope
