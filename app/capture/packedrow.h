// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/framerecord.h"

#include <array>

namespace sockscope {

/// A FrameRecord as the log keeps it, in memory and in files: 48 bytes. Everything comes back but
/// FrameRecord::stored, which the segment knows from where payloads begin, and FrameRecord::inflatedLength,
/// which stands beside those.
class PackedRow
{
public:
    static constexpr quint64 MaxConnection = 0xFFFF'FFFF; ///< higher numbers are kept as this

    /// @p hasDetail: more than the payload is kept with it.
    PackedRow(const FrameRecord &record, bool hasDetail, quint32 payloadAt);

    qint64 timeNs() const { return m_timeNs; }
    quint32 connection() const { return m_connection; }
    RowKind kind() const { return RowKind(m_bits.kind); }
    /// Of a row of words; Note for others.
    EventKind event() const { return kind() == RowKind::Event ? EventKind(m_bits.opcode) : EventKind::Note; }
    bool isSent() const { return m_bits.sent; }
    bool fin() const { return m_bits.fin; }
    bool rsv1() const { return m_bits.rsv1; }
    bool rsv2() const { return m_bits.rsv2; }
    bool rsv3() const { return m_bits.rsv3; }
    bool isMasked() const { return m_bits.masked; }
    ws::Opcode opcode() const { return ws::Opcode(m_bits.opcode); } ///< of a Frame
    ws::Opcode messageOpcode() const { return ws::Opcode(m_bits.messageOpcode); }
    quint8 headerSize() const { return m_bits.headerSize; }
    quint64 length() const { return m_length; }
    quint64 message() const { return m_bits.answersPing ? 0 : m_message; }
    qint64 rttNs() const { return m_bits.answersPing ? qint64(m_message) : -1; }
    RttSource rttSource() const { return m_bits.answersPing ? RttSource(m_fragment) : RttSource::User; }
    quint32 fragment() const { return m_bits.answersPing ? 0 : m_fragment; }
    quint32 reads() const { return m_reads; }
    bool isCompressed() const { return m_bits.detail && kind() == RowKind::Frame; }
    std::optional<ws::Rule> violation() const
    {
        return m_bits.rule == 0 ? std::nullopt : std::optional(ws::Rule(m_bits.rule - 1));
    }

    /// Where its payload begins within the segment.
    quint32 payloadAt() const { return m_payloadAt; }
    bool hasDetail() const { return m_bits.detail; }
    /// @p stored bytes of payload are kept.
    FrameRecord unpacked(quint32 stored) const;

    /// For rows that come from a file: false where a number is none of its enumeration. A rule may be
    /// any of @p ruleCount.
    bool isSound(int ruleCount) const;
    /// Its rule's number + 1, 0 for none; a file may number them otherwise.
    quint8 ruleNumber() const { return m_bits.rule; }
    void setRuleNumber(quint8 number) { m_bits.rule = number; }

private:
    struct Bits // what is small
    {
        quint8 kind : 2;
        quint8 sent : 1;
        quint8 fin : 1;
        quint8 rsv1 : 1;
        quint8 rsv2 : 1;
        quint8 rsv3 : 1;
        quint8 masked : 1;
        quint8 opcode : 4; // of an event its EventKind
        quint8 messageOpcode : 4;
        quint8 headerSize : 4;
        quint8 lengthEncoding : 2;
        quint8 answersPing : 1; // m_message holds the round trip
        quint8 detail : 1;
        quint8 rule; // its number + 1; 0: none
    };
    static Bits bitsOf(const FrameRecord &record, bool hasDetail);

    qint64 m_timeNs;
    quint64 m_length;
    quint64 m_message; // a pong belongs to no message, and has its round trip here
    quint32 m_connection;
    quint32 m_payloadAt;
    quint32 m_fragment; // a pong is none, and has here whose clock it was
    quint32 m_reads;
    Bits m_bits;
    ws::MaskKey m_mask;
};
static_assert(sizeof(PackedRow) == 48);

} // namespace sockscope
