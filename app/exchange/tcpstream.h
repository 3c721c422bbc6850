// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/sessionindex.h"

#include <QHostAddress>

#include <functional>

namespace sockscope {

/// Puts what crossed one connection into IP packets again, as a capture of the network would have them:
/// opening, segments with their numbers and checksums, end. Of what the network really did, such as
/// retransmissions, nothing is known.
class TcpStream
{
public:
    using Direction = ws::Direction;
    using PacketHandler = std::function<void(QByteArrayView packet, Direction direction)>;

    /// Where a packet ends: less than the 65,535 bytes that IP allows.
    static constexpr qsizetype MaxSegment = 60'000;

    /// Ends that are unknown get an address that stands for any (RFC 5737), and a port of their own.
    explicit TcpStream(const SessionConnection &connection);

    bool hasEnded() const { return m_hasEnded; }
    /// SYN, SYN and ACK, ACK; comments belong to the first.
    void open(const PacketHandler &packet);
    void send(Direction direction, QByteArrayView bytes, const PacketHandler &packet);
    /// Bytes cross next that nobody has. If others follow, there is a gap before them.
    void skip(Direction direction, quint64 bytes) { endOf(direction).skipped += bytes; }
    /// A packet without bytes.
    void acknowledge(Direction direction, const PacketHandler &packet);
    /// The end that the peer or we began.
    void finish(Direction direction, const PacketHandler &packet);
    void reset(Direction direction, const PacketHandler &packet);

private:
    struct End
    {
        QHostAddress address;
        quint16 port = 0;
        quint32 sequence = 1; // of its next byte; the SYN has 0
        quint64 skipped = 0;
        int unanswered = 0; // packets since the other end said something
    };
    End &endOf(Direction direction) { return direction == Direction::Received ? m_peer : m_local; }
    void emitPacket(Direction direction, quint8 flags, QByteArrayView bytes, const PacketHandler &packet);
    QByteArray ipHeader(const End &from, const End &to, quint16 payloadSize) const;
    quint32 pseudoHeaderSum(const End &from, const End &to, quint32 tcpSize) const;

    End m_peer;
    End m_local;
    bool m_isV6 = false;
    bool m_hasEnded = false;
};

} // namespace sockscope
