// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/packedrow.h"

#include <algorithm>

namespace sockscope {

PackedRow::PackedRow(const FrameRecord &record, bool hasDetail, quint32 payloadAt)
    : m_timeNs(record.timeNs)
    , m_length(record.length)
    , m_message(record.rttNs >= 0 ? quint64(record.rttNs) : record.message)
    , m_connection(quint32(std::min(record.connection, MaxConnection)))
    , m_payloadAt(payloadAt)
    , m_fragment(record.rttNs >= 0 ? quint32(record.rttSource) : record.fragment)
    , m_reads(record.reads)
    , m_bits(bitsOf(record, hasDetail))
    , m_mask(record.header.mask.value_or(ws::MaskKey{}))
{ }

PackedRow::Bits PackedRow::bitsOf(const FrameRecord &record, bool hasDetail)
{
    const ws::FrameHeader &header = record.header;
    return {
        .kind = quint8(record.kind),
        .sent = record.direction == ws::Direction::Sent,
        .fin = header.fin,
        .rsv1 = header.rsv1,
        .rsv2 = header.rsv2,
        .rsv3 = header.rsv3,
        .masked = header.mask.has_value(),
        .opcode = record.kind == RowKind::Event ? quint8(record.event) : quint8(header.opcode),
        .messageOpcode = quint8(record.messageOpcode),
        .headerSize = record.headerSize,
        .lengthEncoding = quint8(header.lengthEncoding),
        .answersPing = record.rttNs >= 0,
        .detail = hasDetail,
        .rule = record.violation ? quint8(quint8(*record.violation) + 1) : quint8(0),
    };
}

FrameRecord PackedRow::unpacked(quint32 stored) const
{
    FrameRecord record;
    record.timeNs = m_timeNs;
    record.connection = m_connection;
    record.kind = RowKind(m_bits.kind);
    record.direction = m_bits.sent ? ws::Direction::Sent : ws::Direction::Received;
    record.event = event();
    if (record.kind != RowKind::Event)
        record.header.opcode = opcode();
    record.header.fin = m_bits.fin;
    record.header.rsv1 = m_bits.rsv1;
    record.header.rsv2 = m_bits.rsv2;
    record.header.rsv3 = m_bits.rsv3;
    if (m_bits.masked)
        record.header.mask = m_mask;
    record.header.payloadLength = record.kind == RowKind::Frame ? m_length : 0;
    record.header.lengthEncoding = ws::LengthEncoding(m_bits.lengthEncoding);
    record.headerSize = m_bits.headerSize;
    record.reads = m_reads;
    record.length = m_length;
    record.stored = stored;
    record.compressed = isCompressed();
    record.rttNs = rttNs();
    record.rttSource = rttSource();
    record.message = message();
    record.fragment = fragment();
    record.messageOpcode = ws::Opcode(m_bits.messageOpcode);
    record.violation = violation();
    return record;
}

bool PackedRow::isSound(int ruleCount) const
{
    return m_bits.kind <= quint8(RowKind::Event)
        && (kind() != RowKind::Event || m_bits.opcode <= quint8(EventKind::Fault))
        && m_bits.lengthEncoding <= quint8(ws::LengthEncoding::Bits64) && m_bits.rule <= ruleCount
        && (!m_bits.answersPing || m_fragment <= quint32(RttSource::Kernel));
}

} // namespace sockscope
