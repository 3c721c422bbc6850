// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/framerecord.h"

#include <array>

namespace sockscope {

/// A FrameRecord as the log keeps it: 48 bytes. Everything comes back but FrameRecord::stored, which the
/// segment knows from where payloads begin, and FrameRecord::inflatedLength, which stands beside those.
class PackedRow
{
public:
    static constexpr quint64 MaxConnection = 0xFFFF'FFFF; ///< higher numbers are kept as this

    PackedRow(const FrameRecord &record, quint32 payloadAt);

    /// Where its payload begins within the segment.
    quint32 payloadAt() const { return m_payloadAt; }
    bool isCompressed() const { return m_bits.compressed; }
    /// @p stored bytes of payload are kept.
    FrameRecord unpacked(quint32 stored) const;

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
        quint8 opcode : 4;
        quint8 messageOpcode : 4;
        quint8 headerSize : 4;
        quint8 lengthEncoding : 2;
        quint8 answersPing : 1; // m_message holds the round trip
        quint8 compressed : 1;
        quint8 rule; // its number + 1; 0: none
    };
    static Bits bitsOf(const FrameRecord &record);

    qint64 m_timeNs;
    quint64 m_length;
    quint64 m_message; // a pong belongs to no message, and has its round trip here
    quint32 m_connection;
    quint32 m_payloadAt;
    quint32 m_fragment;
    quint32 m_reads;
    Bits m_bits;
    ws::MaskKey m_mask;
};
static_assert(sizeof(PackedRow) == 48);

} // namespace sockscope
