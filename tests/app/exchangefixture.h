// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/rowexport.h"

#include <QBuffer>
#include <QHostAddress>

namespace sockscope {

inline QDateTime exchangeStart()
{
    return QDateTime(QDate(2026, 5, 4), QTime(10, 0), Qt::UTC);
}

inline constexpr qint64 MsInNs = 1'000'000;
inline constexpr quint64 TextRow = 3; ///< of fillWithEverything(): a masked text
inline constexpr QByteArrayView UpgradeRequest =
    "GET /telemetry?device=boiler HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
inline constexpr QByteArrayView UpgradeResponse =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

/// Appends the rows of a conversation, one by one.
class Conversation
{
public:
    explicit Conversation(CaptureStore *store, quint64 connection = 1)
        : m_store(store), m_connection(connection)
    { }

    void accept(const AcceptedFacts &ends = {"192.168.1.20", 50123, "192.168.1.2", 8080})
    {
        event(EventKind::Accepted, "connected", ends.toJson());
    }
    void upgrade()
    {
        head(ws::Direction::Received, UpgradeRequest);
        head(ws::Direction::Sent, UpgradeResponse);
    }
    void head(ws::Direction direction, QByteArrayView bytes)
    {
        FrameRecord record = next();
        record.kind = RowKind::Handshake;
        record.direction = direction;
        record.length = quint64(bytes.size());
        m_store->append(record, bytes);
    }
    void event(EventKind kind, QByteArrayView words, const QByteArray &facts = {})
    {
        FrameRecord record = next();
        record.kind = RowKind::Event;
        record.event = kind;
        record.length = quint64(words.size());
        m_store->append(record, words, facts);
    }
    /// A frame of the device, masked, or of the server, to be changed before it is appended.
    FrameRecord frame(ws::Direction direction, ws::Opcode opcode, quint64 length)
    {
        FrameRecord record = next();
        record.direction = direction;
        record.header = direction == ws::Direction::Received
            ? ws::makeFrameHeader(opcode, length, ws::MaskKey{0x9c, 0x41, 0xe0, 0x7d})
            : ws::makeFrameHeader(opcode, length);
        record.headerSize = quint8(record.header.encodedSize());
        record.length = length;
        if (!ws::isControl(opcode)) {
            record.messageOpcode = opcode;
            record.message = ++m_messages;
        }
        return record;
    }
    void send(ws::Direction direction, ws::Opcode opcode, QByteArrayView payload)
    {
        m_store->append(frame(direction, opcode, quint64(payload.size())), payload);
    }
    void append(const FrameRecord &record, QByteArrayView payload, QByteArrayView detail = {})
    {
        m_store->append(record, payload, detail);
    }
    void end(const EndedFacts &facts) { event(EventKind::Ended, "closed", facts.toJson()); }

private:
    FrameRecord next()
    {
        FrameRecord record;
        record.timeNs = (m_timeMs += 1) * MsInNs + 4;
        record.connection = m_connection;
        return record;
    }

    CaptureStore *m_store;
    quint64 m_connection;
    qint64 m_timeMs = 123;
    quint64 m_messages = 0;
};

/// One of everything that a log can hold.
inline void fillWithEverything(CaptureStore &store)
{
    using ws::Direction;
    using ws::Opcode;
    Conversation device(&store);
    device.accept();
    device.upgrade();
    device.send(Direction::Received, Opcode::Text, R"({"temp": 21.5})");
    device.send(Direction::Sent, Opcode::Binary, QByteArrayView("\x00\xFF\x80", 3));
    device.send(Direction::Sent, Opcode::Ping, "p");
    FrameRecord pong = device.frame(Direction::Received, Opcode::Pong, 1);
    pong.rttNs = 1'234'567;
    pong.rttSource = RttSource::Kernel;
    pong.reads = 3;
    device.append(pong, "p");
    FrameRecord fragment = device.frame(Direction::Received, Opcode::Text, 5);
    fragment.header.fin = false;
    fragment.fragment = 1;
    device.append(fragment, "Hello");
    FrameRecord last = device.frame(Direction::Received, Opcode::Continuation, 6);
    last.message = fragment.message;
    last.messageOpcode = Opcode::Text;
    last.fragment = 2;
    device.append(last, " World");
    FrameRecord wrong = device.frame(Direction::Received, Opcode::Text, 3);
    wrong.header.mask.reset();
    wrong.header.rsv2 = true;
    wrong.header.lengthEncoding = ws::LengthEncoding::Bits16;
    wrong.headerSize = quint8(wrong.header.encodedSize());
    wrong.violation = ws::Rule::ExpectedMask;
    device.append(wrong, "abc");
    FrameRecord cut = device.frame(Direction::Received, Opcode::Binary, 70'000);
    device.append(cut, QByteArray(1000, 'x')); // the rest was not kept
    FrameRecord compressed = device.frame(Direction::Received, Opcode::Text, 7);
    compressed.header.rsv1 = true;
    compressed.compressed = true;
    compressed.inflatedLength = 5;
    device.append(compressed, QByteArrayView("\xF2\x48\xCD\xC9\xC9\x07\x00", 7), "Hello");
    device.send(Direction::Received, Opcode::Close, QByteArrayView("\x03\xE8", 2));
    device.end({1000, {}, true, false});
}

inline QByteArray exported(const CaptureStore &store, ExportFormat format,
    const std::function<bool(const RowSpan &, qsizetype)> &passes = {})
{
    QBuffer out;
    out.open(QIODevice::WriteOnly);
    const QString error = exportRows(store, {format, passes, {}}, &out);
    return error.isEmpty() ? out.data() : error.toUtf8();
}

/// Everything about every row, a line each.
inline QStringList describedRows(const CaptureStore &store)
{
    QStringList lines;
    const quint64 end = store.rows().end;
    for (RowSpan span = store.span(0, end); !span.isEmpty(); span = store.span(span.end(), end)) {
        for (qsizetype i = 0; i < span.size(); ++i) {
            const FrameRecord record = span.record(i);
            std::array<char, ws::MaxFrameHeaderSize> raw{};
            const int size = ws::encodeFrameHeader(record.header, raw.data());
            QStringList parts{QString::number(record.timeNs), QString::number(record.connection),
                QString::number(int(record.kind)), QString::number(int(record.event)),
                QString::number(int(record.direction)),
                QString::fromLatin1(QByteArray(raw.data(), size).toHex()), QString::number(record.headerSize),
                QString::number(record.reads), QString::number(record.length), QString::number(record.stored),
                QString::number(record.inflatedLength), QString::number(record.message),
                QString::number(record.fragment), QString::number(int(record.messageOpcode)),
                QString::number(record.violation ? int(*record.violation) : -1),
                QString::number(record.rttNs), rttSourceName(record.rttSource),
                QString::fromLatin1(span.payload(i).toByteArray().toHex()),
                QString::fromLatin1(span.content(i).toByteArray().toHex())};
            if (record.kind == RowKind::Event)
                parts.append(QString::fromUtf8(span.detail(i)));
            lines.append(parts.join(u' '));
        }
    }
    return lines;
}

} // namespace sockscope
