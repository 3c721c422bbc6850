// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/pcapngwriter.h"

#include "app/text/verdicts.h"
#include "serverlib/protocol/masking.h"

#include <QCoreApplication>

namespace sockscope {

namespace {

constexpr qint64 NsPerMs = 1'000'000;
constexpr qsizetype PieceBytes = 1024 * 1024; // of payload at a time
constexpr quint64 MaxZeros = 64 * 1024 * 1024; // in place of what was not kept of a payload

QString verdictOf(ws::Rule rule)
{
    const ws::RuleInfo &info = ws::ruleInfo(rule);
    const Verdict &verdict = verdictFor(rule);
    return QStringLiteral("%1: %2 (%3). %4 %5")
        .arg(info.name, info.text, info.section, verdict.cause, verdict.advice);
}

QByteArray headerBytes(const ws::FrameHeader &header)
{
    std::array<char, ws::MaxFrameHeaderSize> raw;
    return {raw.data(), ws::encodeFrameHeader(header, raw.data())};
}

} // namespace

PcapngWriter::PcapngWriter(const QDateTime &startedAt, const SessionIndex &index, QIODevice *out)
    : m_index(index), m_startNs(startedAt.toMSecsSinceEpoch() * NsPerMs), m_blocks(out)
{ }

void PcapngWriter::begin()
{
    m_blocks.begin(QStringLiteral("%1 %2")
                       .arg(QCoreApplication::applicationName(), QCoreApplication::applicationVersion())
                       .toUtf8(),
        QStringLiteral(
            "Put together from a Sockscope log: bytes, times and ends are those of the connections, "
            "packets and their numbers are not. If HTTP is not found, decode the server's TCP port as "
            "HTTP."));
}

void PcapngWriter::write(const OutgoingRow &row)
{
    if (row.record.connection == 0)
        return; // about the server itself: it crossed no wire
    m_latestNs = row.record.timeNs;
    Stream &stream = streamOf(row.record);
    if (row.record.violation)
        stream.comments.append(verdictOf(*row.record.violation));
    switch (row.record.kind) {
    case RowKind::Event:
        writeEvent(stream, row);
        break;
    case RowKind::Handshake:
        send(stream, row, row.payload);
        break;
    case RowKind::Frame:
        writeFrame(stream, row);
        break;
    }
}

PcapngWriter::Stream &PcapngWriter::streamOf(const FrameRecord &record)
{
    if (const auto found = m_streams.find(record.connection); found != m_streams.end())
        return found->second;
    const SessionConnection *found = m_index.find(record.connection);
    SessionConnection connection;
    if (found)
        connection = *found;
    connection.number = record.connection;
    Stream &stream = m_streams.try_emplace(record.connection, Stream{TcpStream(connection)}).first->second;
    begin(stream, connection);
    return stream;
}

void PcapngWriter::begin(Stream &stream, const SessionConnection &connection)
{
    stream.comments.append(QStringLiteral("Connection %1%2")
                               .arg(connection.number)
                               .arg(connection.device.isEmpty() ? QString() : u' ' + connection.device));
    if (connection.tls)
        stream.comments.append(QStringLiteral("It was encrypted by TLS; this is what that carried"));
    if (connection.peerAddress.isEmpty())
        stream.comments.append(QStringLiteral("Its addresses and ports are made up: the log has none"));
    if (connection.acceptedNs >= 0)
        stream.tcp.open(packets(stream, connection.acceptedNs));
    else
        stream.comments.append(
            QStringLiteral("The log does not go back to its beginning, which is left out. Without the HTTP "
                           "upgrade, decode the server's TCP port as WebSocket"));
}

TcpStream::PacketHandler PcapngWriter::packets(Stream &stream, qint64 timeNs)
{
    return [this, &stream, timeNs = m_startNs + timeNs](QByteArrayView packet, ws::Direction direction) {
        const auto way =
            direction == ws::Direction::Received ? PcapngBlocks::Way::Inbound : PcapngBlocks::Way::Outbound;
        m_blocks.packet(timeNs, packet, way, std::exchange(stream.comments, {}));
    };
}

// What was said about connections that go on.
bool PcapngWriter::end(const std::function<bool()> & /*goesOn*/)
{
    for (auto &[number, stream] : m_streams) {
        if (!stream.comments.isEmpty())
            stream.tcp.acknowledge(ws::Direction::Sent, packets(stream, m_latestNs));
    }
    return true;
}

void PcapngWriter::writeEvent(Stream &stream, const OutgoingRow &row)
{
    if (row.record.event == EventKind::Accepted)
        return; // the opening says so
    const QString words = QString::fromUtf8(row.payload);
    if (!row.record.violation)
        stream.comments.append(words);
    if (row.record.event == EventKind::Ended)
        writeEnd(stream, row);
}

void PcapngWriter::writeEnd(Stream &stream, const OutgoingRow &row)
{
    if (stream.tcp.hasEnded())
        return;
    const EndedFacts facts = EndedFacts::fromJson(row.detail).value_or(EndedFacts());
    if (facts.reset)
        stream.tcp.reset(ws::Direction::Received, packets(stream, row.record.timeNs));
    else
        stream.tcp.finish(ws::Direction::Received, packets(stream, row.record.timeNs));
}

void PcapngWriter::writeFrame(Stream &stream, const OutgoingRow &row)
{
    const FrameRecord &record = row.record;
    QByteArray piece = headerBytes(record.header);
    quint64 done = 0; // bytes of the payload
    const auto append = [&](QByteArrayView bytes) {
        const qsizetype at = piece.size();
        piece.append(bytes);
        if (record.header.mask)
            ws::applyMask(piece.data() + at, QByteArrayView(piece).sliced(at), *record.header.mask, done);
        done += quint64(bytes.size());
        send(stream, row, piece);
        piece.clear();
    };
    for (QByteArrayView left = row.payload; !left.isEmpty();
         left = left.sliced(std::min(left.size(), PieceBytes)))
        append(left.first(std::min(left.size(), PieceBytes)));
    send(stream, row, piece); // a header without payload is still there
    piece.clear();
    const quint64 missing = record.length - std::min(record.length, quint64(row.payload.size()));
    if (missing == 0)
        return;
    if (record.violation || missing > MaxZeros) { // one that broke a rule may have ended there
        stream.comments.append(
            QStringLiteral("The last %1 bytes of the payload before this are not in the log").arg(missing));
        stream.tcp.skip(record.direction, missing);
        return;
    }
    stream.comments.append(
        QStringLiteral("The last %1 bytes of the payload were not kept: zeros stand for them").arg(missing));
    const QByteArray zeros(PieceBytes, '\0');
    for (quint64 left = missing; left > 0; left -= std::min(left, quint64(PieceBytes)))
        append(QByteArrayView(zeros).first(qsizetype(std::min(left, quint64(PieceBytes)))));
}

void PcapngWriter::send(Stream &stream, const OutgoingRow &row, QByteArrayView bytes)
{
    stream.tcp.send(row.record.direction, bytes, packets(stream, row.record.timeNs));
}

} // namespace sockscope
