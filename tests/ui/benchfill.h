// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/benchsession.h"

#include <QLabel>
#include <QWidget>

namespace sockscope {

constexpr qint64 Millisecond = 1'000'000; // in ns, as capture times are

/// A frame as a client that keeps to the rules sends it.
inline FrameRecord receivedFrame(ws::Opcode opcode, quint64 length, quint64 connection = 1)
{
    FrameRecord record;
    record.connection = connection;
    record.header = ws::makeFrameHeader(opcode, length, ws::MaskKey{0x9c, 0x41, 0xe0, 0x7d});
    record.headerSize = quint8(record.header.encodedSize());
    record.length = length;
    return record;
}

inline FrameRecord sentFrame(ws::Opcode opcode, quint64 length, quint64 connection = 1)
{
    FrameRecord record = receivedFrame(opcode, length, connection);
    record.direction = ws::Direction::Sent;
    record.header.mask.reset();
    return record;
}

inline quint64 appendFrame(
    CaptureStore &store, ws::Opcode opcode, QByteArrayView payload, quint64 connection = 1)
{
    FrameRecord record = receivedFrame(opcode, quint64(payload.size()), connection);
    record.timeNs = qint64(store.rows().end) * Millisecond;
    return store.append(record, payload);
}

inline FrameRecord unmaskedFrame(quint64 length, quint64 connection = 1)
{
    FrameRecord record = receivedFrame(ws::Opcode::Text, length, connection);
    record.header.mask.reset();
    record.violation = ws::Rule::ExpectedMask;
    return record;
}

inline void nameDevice(ConnectionTable &table, quint64 connection, const QString &device)
{
    table.update(connection, [&](ConnectionStats &stats, BenchTotals &) {
        stats.number = connection;
        stats.device = device;
        stats.state = ConnectionState::Open;
    });
}

/// Labels that would take their text for HTML if it looked like it.
inline QStringList richLabels(const QWidget &panel)
{
    QStringList names;
    for (const QLabel *label : panel.findChildren<QLabel *>()) {
        if (label->textFormat() != Qt::PlainText
            && label->metaObject()->className() != QByteArray("QTipLabel"))
            names.append(label->text());
    }
    return names;
}

} // namespace sockscope
