// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/faults/frametracker.h"

#include <algorithm>

namespace sockscope {

FrameTracker::Part FrameTracker::next(QByteArrayView bytes)
{
    if (m_headerSize > 0)
        return part(bytes.size());
    const auto before = qsizetype(m_offset);
    const qsizetype copied = std::min(bytes.size(), qsizetype(m_raw.size()) - before);
    std::copy_n(bytes.data(), copied, m_raw.data() + before);
    m_headerSize = ws::parseFrameHeader(QByteArrayView(m_raw.data(), before + copied), &m_header);
    if (m_headerSize > 0 && !ws::isControl(m_header.opcode) && m_header.opcode != ws::Opcode::Continuation)
        m_message = m_header.opcode;
    return part(bytes.size());
}

FrameTracker::Part FrameTracker::part(qsizetype size)
{
    Part part;
    part.offset = m_offset;
    part.headerSize = m_headerSize;
    if (m_headerSize == 0) {
        part.size = size;
        m_offset += quint64(size);
        return part;
    }
    // Without overflow: a header may promise 2^64 - 1 bytes.
    const quint64 payloadPassed = m_offset > quint64(m_headerSize) ? m_offset - quint64(m_headerSize) : 0;
    const quint64 headerMissing = m_offset < quint64(m_headerSize) ? quint64(m_headerSize) - m_offset : 0;
    const quint64 payloadMissing = m_header.payloadLength - payloadPassed;
    const bool reachesEnd = quint64(size) >= headerMissing && quint64(size) - headerMissing >= payloadMissing;
    part.size = reachesEnd ? qsizetype(headerMissing + payloadMissing) : size;
    part.ends = reachesEnd;
    part.header = m_header;
    part.messageOpcode = m_header.opcode == ws::Opcode::Continuation ? m_message : m_header.opcode;
    m_offset += quint64(part.size);
    if (reachesEnd) {
        m_offset = 0;
        m_headerSize = 0;
    }
    return part;
}

} // namespace sockscope
