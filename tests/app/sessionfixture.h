// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/sessionfile.h"

#include <QTemporaryDir>
#include <QTest>

namespace sockscope {

/// Rows whose every part follows from their number, so that a reader can tell whether they are whole.
inline FrameRecord numberedRecord(quint64 number)
{
    FrameRecord record;
    record.timeNs = qint64(number) * 1000;
    record.connection = 1 + number % 3;
    record.direction = number % 2 == 0 ? ws::Direction::Received : ws::Direction::Sent;
    record.header = ws::makeFrameHeader(ws::Opcode::Binary, number % 40);
    record.headerSize = 2;
    record.length = number % 40;
    record.message = number + 1;
    record.messageOpcode = ws::Opcode::Binary;
    if (number % 7 == 0)
        record.violation = ws::Rule(number % ws::RuleCount);
    return record;
}

inline QByteArray numberedPayload(quint64 number)
{
    return QByteArray(qsizetype(number % 40), char('a' + number % 26));
}

inline void appendNumbered(CaptureStore &store, quint64 number)
{
    store.append(numberedRecord(number), numberedPayload(number));
}

/// Rows of @p store that are not as they were appended.
inline quint64 wrongRows(const CaptureStore &store)
{
    quint64 wrong = 0;
    const quint64 end = store.rows().end;
    for (RowSpan span = store.span(0, end); !span.isEmpty(); span = store.span(span.end(), end)) {
        for (qsizetype i = 0; i < span.size(); ++i) {
            const quint64 number = span.first() + quint64(i);
            const FrameRecord record = span.record(i);
            const FrameRecord wanted = numberedRecord(number);
            const bool same = record.timeNs == wanted.timeNs && record.connection == wanted.connection
                && record.direction == wanted.direction && record.message == wanted.message
                && record.violation == wanted.violation && span.payload(i) == numberedPayload(number);
            wrong += same ? 0 : 1;
        }
    }
    return wrong;
}

} // namespace sockscope
