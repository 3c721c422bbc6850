// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/capturestore.h"
#include "app/filter/connectionfacts.h"
#include "app/filter/filter.h"

#include <QList>

namespace sockscope {

/// A log with a row of each sort, a millisecond apart, and what filters make of it:
///
///     0 event accepted   1 request    2 response   3 text          4 text, compressed, to the device
///     5 binary, first fragment        6 continuation               7 ping to the device
///     8 pong with RTT    9 close 1009 to the device               10 unmasked text of connection 2
///    11 event ended     12 reserved opcode of connection 2        13 close without a code
class FilterFixture
{
public:
    FilterFixture()
    {
        appendOpening();
        appendData();
        appendControl();
    }

    QList<int> passing(const Filter &filter) const
    {
        QList<int> rows;
        RowBits bits;
        for (RowSpan span = store.span(0, store.rows().end); !span.isEmpty();
             span = store.span(span.end(), store.rows().end)) {
            filter.evaluate(span, &bits);
            bits.forEach([&](qsizetype index) { rows.append(int(span.first()) + int(index)); });
        }
        return rows;
    }
    QList<int> passingOneByOne(const Filter &filter) const
    {
        QList<int> rows;
        const RowSpan span = store.span(0, store.rows().end);
        for (qsizetype index = 0; index < span.size(); ++index) {
            if (filter.matches(span, index))
                rows.append(int(index));
        }
        return rows;
    }

    CaptureStore store;

    class Connections : public ConnectionSource
    {
    public:
        std::optional<ConnectionFacts> facts(quint64 connection) const override
        {
            if (connection != 1)
                return std::nullopt;
            return ConnectionFacts{QStringLiteral("thermo-7f2a"), QStringLiteral("192.168.1.33:51022"),
                QStringLiteral("/v1/telemetry"), QStringLiteral("sensor.v2")};
        }
    };
    Connections connections;

private:
    void append(FrameRecord record, QByteArrayView payload, QByteArrayView detail = {})
    {
        record.timeNs = qint64(store.rows().end) * 1'000'000;
        record.connection = record.connection == 0 ? 1 : record.connection;
        if (record.length == 0)
            record.length = quint64(payload.size());
        store.append(record, payload, detail);
    }
    static FrameRecord frame(ws::Opcode opcode, ws::Direction direction, quint64 length = 0)
    {
        FrameRecord record;
        record.direction = direction;
        const bool isReceived = direction == ws::Direction::Received;
        record.header = ws::makeFrameHeader(
            opcode, length, isReceived ? std::optional(ws::MaskKey{1, 2, 3, 4}) : std::nullopt);
        if (!ws::isControl(opcode) && !ws::isReserved(opcode)) {
            record.message = 1;
            record.messageOpcode = opcode;
        }
        return record;
    }
    void appendOpening()
    {
        FrameRecord event;
        event.kind = RowKind::Event;
        event.event = EventKind::Accepted;
        append(event, "accepted from 192.168.1.33:51022");
        FrameRecord head;
        head.kind = RowKind::Handshake;
        append(head, "GET /v1/telemetry HTTP/1.1\r\n\r\n");
        head.direction = ws::Direction::Sent;
        append(head, "HTTP/1.1 101 Switching Protocols\r\n\r\n");
    }
    void appendData()
    {
        using ws::Opcode;
        append(frame(Opcode::Text, ws::Direction::Received), "{\"seq\": 1, \"temp\":21.5}");
        FrameRecord compressed = frame(Opcode::Text, ws::Direction::Sent);
        compressed.compressed = true;
        compressed.header.rsv1 = true;
        compressed.message = 2;
        append(compressed, "deflated",
            "{\"temp\":31,\"name\":\"F\xc3\xbchler\",\"a\":{\"b\":[\"x\",true,null]}}");
        FrameRecord fragment = frame(Opcode::Binary, ws::Direction::Received);
        fragment.header.fin = false;
        fragment.fragment = 1;
        fragment.reads = 3;
        append(fragment, QByteArray::fromHex("ff00").repeated(2048));
        fragment = frame(Opcode::Continuation, ws::Direction::Received);
        fragment.messageOpcode = Opcode::Binary;
        fragment.fragment = 2;
        append(fragment, "tail");
    }
    void appendControl()
    {
        using ws::Opcode;
        append(frame(Opcode::Ping, ws::Direction::Sent), "beat");
        FrameRecord pong = frame(Opcode::Pong, ws::Direction::Received);
        pong.rttNs = 3'100'000;
        append(pong, "beat");
        append(frame(Opcode::Close, ws::Direction::Sent), "\x03\xf1too big");
        FrameRecord unmasked = frame(Opcode::Text, ws::Direction::Received);
        unmasked.connection = 2;
        unmasked.header.mask.reset();
        unmasked.violation = ws::Rule::ExpectedMask;
        append(unmasked, "ok");
        FrameRecord ended;
        ended.kind = RowKind::Event;
        ended.event = EventKind::Ended;
        append(ended, "the connection was reset", EndedFacts{1006, {}, false, true}.toJson());
        FrameRecord reserved = frame(Opcode(0x3), ws::Direction::Received);
        reserved.connection = 2;
        reserved.violation = ws::Rule::InvalidOpcode;
        append(reserved, "");
        append(frame(Opcode::Close, ws::Direction::Received), "");
    }
};

} // namespace sockscope
