// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/messagesizes.h"

#include <algorithm>

namespace sockscope {

QList<SizeSample> MessageSizes::take()
{
    const quint64 end = m_capture->rows().end;
    if (end - m_next > RowsPerTake) {
        m_next = end - RowsPerTake;
        m_begun.clear();
    }
    QList<SizeSample> found;
    for (RowSpan span = m_capture->span(m_next, end); !span.isEmpty();
         span = m_capture->span(span.end(), end)) {
        for (qsizetype i = 0; i < span.size(); ++i)
            look(span, i, &found);
    }
    m_next = end;
    return found;
}

void MessageSizes::look(const RowSpan &span, qsizetype index, QList<SizeSample> *found)
{
    const PackedRow &row = span.rows()[size_t(index)];
    if (row.kind() != RowKind::Frame || row.message() == 0)
        return;
    quint64 bytes = row.length();
    const Stream stream{row.connection(), row.isSent()};
    if (row.fragment() > 1) {
        if (const auto begun = m_begun.extract(stream); !begun.empty())
            bytes += begun.mapped();
    }
    const bool tooBig = row.violation() == ws::Rule::MessageTooBig;
    // One that broke a rule may have failed before its end.
    const bool isWhole = !row.violation() || quint64(span.payload(index).size()) == row.length();
    if (!tooBig && !row.fin())
        m_begun[stream] = bytes;
    else if (tooBig || isWhole)
        found->append({row.timeNs(), row.connection(), bytes, span.first() + quint64(index),
            row.isSent() ? ws::Direction::Sent : ws::Direction::Received, tooBig});
}

void MessageSizes::skip()
{
    m_next = m_capture->rows().end;
    m_begun.clear();
}

} // namespace sockscope
