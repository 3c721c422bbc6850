// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/comparedframe.h"

#include "app/bench/benchsession.h"
#include "app/text/payloadtext.h"
#include "ui/models/figures.h"
#include "ui/models/framelogtext.h"

#include <QObject>

namespace sockscope {

namespace {

QString lengthText(const FrameRecord &record)
{
    const QString bytes = QObject::tr("%1 bytes").arg(grouped(record.length));
    return record.stored < record.length ? bytes + QObject::tr(", %1 kept").arg(grouped(record.stored))
                                         : bytes;
}

QString messageText(const FrameRecord &record)
{
    if (record.message == 0)
        return {};
    return record.fragment == 0
        ? grouped(record.message)
        : QObject::tr("%1, fragment %2").arg(grouped(record.message)).arg(record.fragment);
}

bool isFrame(const FrameRecord &record)
{
    return record.kind == RowKind::Frame;
}

QString maskWord(const FrameRecord &record)
{
    if (!isFrame(record))
        return {};
    return record.header.mask ? QObject::tr("masked") : QObject::tr("not masked");
}

QString readsText(const FrameRecord &record)
{
    const bool isKnown = isFrame(record) && record.direction == ws::Direction::Received;
    return isKnown ? grouped(record.reads) : QString();
}

} // namespace

std::optional<ComparedFrame> comparedFrame(BenchSession *session, quint64 row)
{
    const RowSpan span = session->capture().span(row, row + 1);
    if (span.isEmpty() || span.first() != row)
        return std::nullopt;
    const quint64 connection = span.record(0).connection;
    return ComparedFrame{span, deviceText(session->connections().find(connection), connection)};
}

QList<ComparedField> comparedFields(const ComparedFrame &left, const ComparedFrame &right)
{
    const FrameRecord a = left.record();
    const FrameRecord b = right.record();
    QList<ComparedField> fields{
        {QObject::tr("row"), grouped(left.row()), grouped(right.row())},
        {QObject::tr("time"), secondsText(a.timeNs) + QStringLiteral(" s"),
            secondsText(b.timeNs) + QStringLiteral(" s")},
    };
    const auto add = [&](const QString &name, const QString &leftText, const QString &rightText) {
        if (!leftText.isEmpty() || !rightText.isEmpty())
            fields.append({name, leftText, rightText, leftText != rightText});
    };
    add(QObject::tr("device"), left.device, right.device);
    add(QObject::tr("direction"), directionWords(a), directionWords(b));
    add(QObject::tr("opcode"), opcodeText(a), opcodeText(b));
    add(QObject::tr("FIN"), finText(a), finText(b));
    add(QObject::tr("RSV"), rsvText(a), rsvText(b));
    add(QObject::tr("mask"), maskWord(a), maskWord(b));
    add(QObject::tr("length"), lengthText(a), lengthText(b));
    add(QObject::tr("compression"), compressionText(a), compressionText(b));
    add(QObject::tr("message"), messageText(a), messageText(b));
    fields.last().differs = fields.last().differs && fields.last().name != QObject::tr("message");
    add(QObject::tr("TCP reads"), readsText(a), readsText(b));
    add(QObject::tr("broken rule"), violationText(a), violationText(b));
    return fields;
}

} // namespace sockscope
