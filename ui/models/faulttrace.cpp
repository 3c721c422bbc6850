// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/faulttrace.h"

namespace sockscope {

std::optional<FaultTrace::Applied> FaultTrace::look()
{
    const quint64 end = m_capture->rows().end;
    if (end - m_next > RowsPerLook)
        m_next = end - RowsPerLook;
    std::optional<Applied> newest;
    for (RowSpan span = m_capture->span(m_next, end); !span.isEmpty();
         span = m_capture->span(span.end(), end)) {
        for (qsizetype i = span.size() - 1; i >= 0; --i) {
            const PackedRow &row = span.rows()[size_t(i)];
            if (row.kind() != RowKind::Event || row.event() != EventKind::Fault)
                continue;
            newest = Applied{span.first() + quint64(i), row.connection(), QString::fromUtf8(span.payload(i))};
            break;
        }
    }
    m_next = end;
    return newest;
}

} // namespace sockscope
