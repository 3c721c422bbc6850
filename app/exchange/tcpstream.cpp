// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/tcpstream.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <utility>

namespace sockscope {

namespace {

constexpr quint8 Fin = 0x01;
constexpr quint8 Syn = 0x02;
constexpr quint8 Rst = 0x04;
constexpr quint8 Psh = 0x08;
constexpr quint8 Ack = 0x10;

constexpr quint8 ProtocolTcp = 6;
constexpr quint8 TimeToLive = 64;
constexpr qsizetype TcpHeaderSize = 20;
constexpr quint16 Window = 0xFFFF; // times 2 to the 14th
constexpr quint16 UnknownPort = 9; // of a server that has none
constexpr int MaxUnanswered = 16; // packets; readers keep a list of these

// Largest segment, a byte that fills, window scale 14 (RFC 9293 3.2, RFC 7323 2.2).
QByteArray synOptions()
{
    constexpr qsizetype Size = TcpStream::MaxSegment;
    const std::array<char, 8> options{2, 4, char(Size >> 8), char(Size & 0xFF), 1, 3, 3, 14};
    return {options.data(), qsizetype(options.size())};
}

// The same for each connection, and another for the next.
quint16 madeUpPort(quint64 connection)
{
    constexpr quint64 First = 1024;
    return quint16(First + connection % (0x10000 - First));
}

template <typename Number> void put(QByteArray *bytes, Number number)
{
    const Number big = qToBigEndian(number);
    bytes->append(reinterpret_cast<const char *>(&big), sizeof big);
}

// RFC 1071: the sum of 16 bit words, to be folded.
quint32 sumOf(QByteArrayView bytes)
{
    quint32 sum = 0;
    qsizetype i = 0;
    for (; i + 1 < bytes.size(); i += 2)
        sum += qFromBigEndian<quint16>(bytes.data() + i);
    if (i < bytes.size())
        sum += quint32(quint8(bytes[i])) << 8;
    return sum;
}

quint16 folded(quint32 sum)
{
    while (sum >> 16 != 0)
        sum = (sum & 0xFFFF) + (sum >> 16);
    return quint16(~sum);
}

void putAt(QByteArray *bytes, qsizetype place, quint16 number)
{
    qToBigEndian(number, bytes->data() + place);
}

QHostAddress addressOf(const QString &text, const char *unknown)
{
    QHostAddress address(text);
    if (address.isNull())
        address = QHostAddress(QLatin1StringView(unknown));
    address.setScopeId({});
    return address;
}

} // namespace

TcpStream::TcpStream(const SessionConnection &connection)
    : m_peer{addressOf(connection.peerAddress, "192.0.2.1"),
        connection.peerPort == 0 ? madeUpPort(connection.number) : connection.peerPort}
    , m_local{addressOf(connection.localAddress, "192.0.2.2"),
          connection.localPort == 0 ? UnknownPort : connection.localPort}
    , m_isV6(m_peer.address.protocol() == QAbstractSocket::IPv6Protocol
          || m_local.address.protocol() == QAbstractSocket::IPv6Protocol)
{ }

void TcpStream::open(const PacketHandler &packet)
{
    m_peer.sequence = 0;
    m_local.sequence = 0;
    emitPacket(Direction::Received, Syn, {}, packet);
    emitPacket(Direction::Sent, Syn | Ack, {}, packet);
    emitPacket(Direction::Received, Ack, {}, packet);
}

void TcpStream::send(Direction direction, QByteArrayView bytes, const PacketHandler &packet)
{
    End &from = endOf(direction);
    if (!bytes.isEmpty())
        from.sequence += quint32(std::exchange(from.skipped, 0)); // numbers go round
    for (; !bytes.isEmpty(); bytes = bytes.sliced(std::min(bytes.size(), MaxSegment))) {
        emitPacket(direction, Psh | Ack, bytes.first(std::min(bytes.size(), MaxSegment)), packet);
        if (++from.unanswered >= MaxUnanswered)
            acknowledge(direction == Direction::Received ? Direction::Sent : Direction::Received, packet);
    }
}

void TcpStream::acknowledge(Direction direction, const PacketHandler &packet)
{
    emitPacket(direction, Ack, {}, packet);
}

void TcpStream::finish(Direction direction, const PacketHandler &packet)
{
    const Direction other = direction == Direction::Received ? Direction::Sent : Direction::Received;
    emitPacket(direction, Fin | Ack, {}, packet);
    emitPacket(other, Fin | Ack, {}, packet);
    emitPacket(direction, Ack, {}, packet);
    m_hasEnded = true;
}

void TcpStream::reset(Direction direction, const PacketHandler &packet)
{
    emitPacket(direction, Rst | Ack, {}, packet);
    m_hasEnded = true;
}

void TcpStream::emitPacket(
    Direction direction, quint8 flags, QByteArrayView bytes, const PacketHandler &packet)
{
    End &from = endOf(direction);
    End &to = endOf(direction == Direction::Received ? Direction::Sent : Direction::Received);
    const QByteArray options = (flags & Syn) != 0 ? synOptions() : QByteArray();
    to.unanswered = 0;
    QByteArray tcp;
    put(&tcp, from.port);
    put(&tcp, to.port);
    put(&tcp, from.sequence);
    put(&tcp, (flags & Ack) != 0 ? to.sequence : 0U);
    put(&tcp, quint8((TcpHeaderSize + options.size()) / 4 << 4));
    put(&tcp, flags);
    put(&tcp, Window);
    put(&tcp, quint16(0)); // checksum
    put(&tcp, quint16(0)); // urgent pointer
    tcp.append(options).append(bytes);
    constexpr qsizetype ChecksumAt = 16;
    putAt(&tcp, ChecksumAt, folded(pseudoHeaderSum(from, to, quint32(tcp.size())) + sumOf(tcp)));
    const bool takesNumber = (flags & (Syn | Fin)) != 0; // RFC 9293 3.4
    from.sequence += quint32(bytes.size()) + (takesNumber ? 1 : 0);
    packet(ipHeader(from, to, quint16(tcp.size())) + tcp, direction);
}

QByteArray TcpStream::ipHeader(const End &from, const End &to, quint16 payloadSize) const
{
    QByteArray ip;
    if (m_isV6) {
        put(&ip, quint32(6) << 28);
        put(&ip, payloadSize);
        put(&ip, ProtocolTcp);
        put(&ip, TimeToLive);
        for (const End *end : {&from, &to}) {
            const Q_IPV6ADDR address = end->address.toIPv6Address();
            ip.append(reinterpret_cast<const char *>(&address), sizeof address);
        }
        return ip;
    }
    constexpr quint16 HeaderSize = 20;
    put(&ip, quint8(0x40 | HeaderSize / 4));
    put(&ip, quint8(0));
    put(&ip, quint16(HeaderSize + payloadSize));
    put(&ip, quint32(0x4000)); // no number; not to be fragmented
    put(&ip, TimeToLive);
    put(&ip, ProtocolTcp);
    put(&ip, quint16(0)); // checksum
    put(&ip, from.address.toIPv4Address());
    put(&ip, to.address.toIPv4Address());
    constexpr qsizetype ChecksumAt = 10;
    putAt(&ip, ChecksumAt, folded(sumOf(ip)));
    return ip;
}

quint32 TcpStream::pseudoHeaderSum(const End &from, const End &to, quint32 tcpSize) const
{
    QByteArray pseudo;
    for (const End *end : {&from, &to}) {
        if (m_isV6) {
            const Q_IPV6ADDR address = end->address.toIPv6Address();
            pseudo.append(reinterpret_cast<const char *>(&address), sizeof address);
        } else {
            put(&pseudo, end->address.toIPv4Address());
        }
    }
    put(&pseudo, quint32(ProtocolTcp));
    put(&pseudo, tcpSize);
    return sumOf(pseudo);
}

} // namespace sockscope
