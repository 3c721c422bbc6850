// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/pcapngblocks.h"

#include <QIODevice>
#include <QtEndian>

namespace sockscope {

namespace {

constexpr quint32 SectionHeader = 0x0A0D0D0A;
constexpr quint32 InterfaceDescription = 1;
constexpr quint32 EnhancedPacket = 6;
constexpr quint32 ByteOrderMagic = 0x1A2B3C4D;
constexpr quint16 LinkTypeRaw = 101; // an IPv4 or IPv6 packet, without anything in front

constexpr quint16 EndOfOptions = 0;
constexpr quint16 Comment = 1;
constexpr quint16 InterfaceName = 2;
constexpr quint16 UserApplication = 4; // of the section
constexpr quint16 PacketFlags = 2;
constexpr quint16 TimeResolution = 9; // of the interface
constexpr char Nanoseconds = 9; // 10^-9 s
constexpr qsizetype MaxOption = 0xFFFF;

template <typename Number> void put(QByteArray *bytes, Number number)
{
    const Number little = qToLittleEndian(number);
    bytes->append(reinterpret_cast<const char *>(&little), sizeof little);
}

void pad(QByteArray *bytes)
{
    bytes->append((4 - bytes->size() % 4) % 4, '\0');
}

void putOption(QByteArray *bytes, quint16 code, QByteArrayView value)
{
    value = value.first(std::min(value.size(), MaxOption));
    put(bytes, code);
    put(bytes, quint16(value.size()));
    bytes->append(value);
    pad(bytes);
}

void endOptions(QByteArray *bytes)
{
    put(bytes, EndOfOptions);
    put(bytes, quint16(0));
}

} // namespace

void PcapngBlocks::begin(const QByteArray &program, const QString &comment)
{
    QByteArray section;
    put(&section, ByteOrderMagic);
    put(&section, quint16(1)); // version 1.0
    put(&section, quint16(0));
    put(&section, qint64(-1)); // the section's length is not said
    putOption(&section, UserApplication, program);
    if (!comment.isEmpty())
        putOption(&section, Comment, comment.toUtf8());
    endOptions(&section);
    block(SectionHeader, section);

    QByteArray interface;
    put(&interface, LinkTypeRaw);
    put(&interface, quint16(0));
    put(&interface, quint32(0)); // packets of any size
    putOption(&interface, InterfaceName, "sockscope");
    putOption(&interface, TimeResolution, {&Nanoseconds, 1});
    endOptions(&interface);
    block(InterfaceDescription, interface);
}

void PcapngBlocks::packet(qint64 timeNs, QByteArrayView bytes, Way way, const QStringList &comments)
{
    QByteArray body;
    body.reserve(bytes.size() + 64);
    put(&body, quint32(0)); // the interface
    put(&body, quint32(quint64(timeNs) >> 32));
    put(&body, quint32(timeNs));
    put(&body, quint32(bytes.size()));
    put(&body, quint32(bytes.size()));
    body.append(bytes);
    pad(&body);
    for (const QString &comment : comments)
        putOption(&body, Comment, comment.toUtf8());
    const quint32 flags = qToLittleEndian(quint32(way));
    putOption(&body, PacketFlags, {reinterpret_cast<const char *>(&flags), sizeof flags});
    endOptions(&body);
    block(EnhancedPacket, body);
}

void PcapngBlocks::block(quint32 type, const QByteArray &body)
{
    const auto size = quint32(body.size() + 12); // with type and the size itself, which stands at both ends
    QByteArray head;
    put(&head, type);
    put(&head, size);
    m_out->write(head);
    m_out->write(body);
    m_out->write(head.last(4));
}

} // namespace sockscope
