// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/cellfilter.h"

#include "app/filter/filterwords.h"
#include "serverlib/protocol/closepayload.h"
#include "serverlib/protocol/utf8validator.h"
#include "ui/models/framelogtext.h"

#include <QStringList>

namespace sockscope {

namespace {

using Column = FrameLogModel::Column;

constexpr qsizetype MaxText = 200; // bytes compared as a whole; of longer ones the front is looked for
constexpr qsizetype MaxBytes = 32;

QString timeFilter(qint64 nanoseconds)
{
    QString seconds = QString::number(nanoseconds / 1'000'000'000);
    QString fraction = QStringLiteral("%1").arg(nanoseconds % 1'000'000'000, 9, 10, QLatin1Char('0'));
    while (fraction.endsWith(u'0'))
        fraction.chop(1);
    if (!fraction.isEmpty())
        seconds += u'.' + fraction;
    return QStringLiteral("time >= %1s").arg(seconds);
}

QString kindFilter(const FrameRecord &record)
{
    if (record.kind == RowKind::Handshake)
        return QStringLiteral("kind == handshake");
    if (record.kind == RowKind::Event)
        return isFault(record) ? QStringLiteral("event == fault") : QStringLiteral("kind == event");
    const ws::Opcode opcode = record.header.opcode;
    return QStringLiteral("opcode == ")
        + (ws::isReserved(opcode) ? QStringLiteral("0x%1").arg(quint8(opcode), 0, 16)
                                  : ws::opcodeName(opcode));
}

QString flagFilter(const QString &name, bool isSet)
{
    return QStringLiteral("%1 == %2").arg(name).arg(isSet ? 1 : 0);
}

QString rsvFilter(const ws::FrameHeader &header)
{
    const QStringList bits{flagFilter(QStringLiteral("rsv1"), header.rsv1),
        flagFilter(QStringLiteral("rsv2"), header.rsv2), flagFilter(QStringLiteral("rsv3"), header.rsv3)};
    return bits.join(QStringLiteral(" and "));
}

// Text as text where it is that, else as bytes; the front of what is long.
QString bytesFilter(QByteArrayView content)
{
    ws::Utf8Validator validator;
    const bool isShort = content.size() <= MaxText;
    const bool isText = validator.feed(content) == content.size()
        && (validator.isComplete() || !isShort); // a long one may have been cut within a character
    if (!isText) {
        const QString hex =
            QString::fromLatin1(content.first(qMin(content.size(), MaxBytes)).toByteArray().toHex(' '));
        return (content.size() > MaxBytes ? QStringLiteral("hex contains ") : QStringLiteral("hex == "))
            + hex;
    }
    if (isShort)
        return QStringLiteral("text == ") + filterQuoted(QString::fromUtf8(content));
    QString front = QString::fromUtf8(content.first(MaxText));
    while (front.endsWith(QChar::ReplacementCharacter))
        front.chop(1);
    return QStringLiteral("text contains ") + filterQuoted(front);
}

QString payloadFilter(const FrameRecord &record, QByteArrayView content)
{
    if (record.kind == RowKind::Frame && record.header.opcode == ws::Opcode::Close)
        return QStringLiteral("close.code == %1").arg(ws::parseClosePayload(content).code);
    return bytesFilter(content);
}

} // namespace

QString filterForCell(const FrameRecord &record, Column column, const QString &device, QByteArrayView content)
{
    const bool isFrame = record.kind == RowKind::Frame;
    switch (column) {
    case Column::Time:
        return timeFilter(record.timeNs);
    case Column::Delta:
        return {}; // of two rows
    case Column::Device:
        return device.isEmpty() ? QStringLiteral("conn == %1").arg(record.connection)
                                : QStringLiteral("device == ") + filterQuoted(device);
    case Column::Direction:
        if (record.kind == RowKind::Event)
            return QStringLiteral("kind == event");
        return record.direction == ws::Direction::Received ? QStringLiteral("from device")
                                                           : QStringLiteral("to device");
    case Column::Opcode:
        return kindFilter(record);
    case Column::Fin:
        return isFrame ? flagFilter(QStringLiteral("fin"), record.header.fin) : QString();
    case Column::Rsv:
        return isFrame ? rsvFilter(record.header) : QString();
    case Column::Mask:
        return isFrame ? flagFilter(QStringLiteral("mask"), record.header.mask.has_value()) : QString();
    case Column::Length:
        return record.kind == RowKind::Event ? QString() : QStringLiteral("len == %1").arg(record.length);
    case Column::Payload:
        return payloadFilter(record, content);
    }
    return {};
}

} // namespace sockscope
