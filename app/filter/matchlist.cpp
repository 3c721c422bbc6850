// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/matchlist.h"

namespace sockscope {

qsizetype MatchList::lowerBound(quint64 wanted) const
{
    quint64 from = m_begin;
    quint64 to = m_end;
    while (from < to) {
        const quint64 middle = from + (to - from) / 2;
        if (number(middle) < wanted)
            from = middle + 1;
        else
            to = middle;
    }
    return qsizetype(from - m_begin);
}

void MatchList::receive(std::vector<std::shared_ptr<const MatchChunk>> chunks, quint64 total)
{
    m_chunks.insert(
        m_chunks.end(), std::make_move_iterator(chunks.begin()), std::make_move_iterator(chunks.end()));
    m_received = total;
}

qsizetype MatchList::pending(quint64 first)
{
    if (isEmpty()) {
        show();
        drop(lowerBound(first));
        m_end = m_begin;
    }
    return qsizetype(m_received - m_end);
}

void MatchList::drop(qsizetype count)
{
    m_begin += quint64(count);
    while (m_firstChunk < m_begin / MatchChunk::Size && !m_chunks.empty()) {
        m_chunks.pop_front();
        ++m_firstChunk;
    }
}

} // namespace sockscope
