// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/headerfields.h"

#include "ui/models/figures.h"

#include <QObject>
#include <QStringList>

#include <algorithm>

namespace sockscope {

namespace {

using Part = HeaderField::Part;

bool isBrokenPart(Part part, ws::Rule rule)
{
    switch (rule) {
    case ws::Rule::ExpectedMask:
    case ws::Rule::UnexpectedMask:
        return part == Part::Mask;
    case ws::Rule::UnexpectedRsv1:
    case ws::Rule::UnexpectedRsv23:
        return part == Part::Rsv;
    case ws::Rule::InvalidOpcode:
    case ws::Rule::UnexpectedContinuation:
    case ws::Rule::ExpectedContinuation:
    case ws::Rule::DataAfterClose:
        return part == Part::Opcode;
    case ws::Rule::ExpectedFin:
    case ws::Rule::TooManyFragments:
        return part == Part::Fin;
    case ws::Rule::InvalidControlLength:
    case ws::Rule::NonMinimalLength:
    case ws::Rule::LengthOutOfRange:
    case ws::Rule::MessageTooBig:
    case ws::Rule::InvalidCloseLength:
        return part == Part::Length || part == Part::ExtendedLength;
    default: // broken by the payload, the handshake or silence
        return false;
    }
}

QList<HeaderField::Cell> bitCells(quint8 value, int bits)
{
    QList<HeaderField::Cell> cells;
    for (int bit = bits - 1; bit >= 0; --bit)
        cells.append({(value >> bit) & 1 ? QStringLiteral("1") : QStringLiteral("0")});
    return cells;
}

QList<HeaderField::Cell> byteCells(QByteArrayView bytes)
{
    QList<HeaderField::Cell> cells;
    for (const char byte : bytes)
        cells.append({QStringLiteral("%1").arg(quint8(byte), 2, 16, QLatin1Char('0'))});
    return cells;
}

QString lengthLabel(quint8 length7, quint64 length)
{
    if (length7 == quint64(length))
        return QObject::tr("length %1").arg(length7);
    return QObject::tr("length %1: more follows").arg(length7);
}

// Of the reserved bits only those that are set, and that the rule speaks of, are wrong.
void markBroken(HeaderField &field, ws::Rule rule)
{
    if (!isBrokenPart(field.part, rule))
        return;
    for (qsizetype i = 0; i < field.cells.size(); ++i) {
        const bool isRuledBit = field.part != Part::Rsv
            || (field.cells[i].text == u'1' && (i == 0) == (rule == ws::Rule::UnexpectedRsv1));
        field.cells[i].broken = isRuledBit;
    }
}

} // namespace

bool HeaderField::isBroken() const
{
    return std::ranges::any_of(cells, &Cell::broken);
}

QList<HeaderField> headerFields(const FrameRecord &record)
{
    std::array<char, ws::MaxFrameHeaderSize> wire{};
    const QByteArrayView bytes(wire.data(), ws::encodeFrameHeader(record.header, wire.data()));
    const auto first = quint8(bytes[0]);
    const auto second = quint8(bytes[1]);
    const quint8 length7 = second & 0x7F;
    const bool isMasked = record.header.mask.has_value();
    const qsizetype keySize = isMasked ? qsizetype(sizeof(ws::MaskKey)) : 0;
    const QByteArrayView extended = bytes.sliced(2, bytes.size() - 2 - keySize);

    QList<HeaderField> fields{
        {Part::Fin, QObject::tr("FIN"), bitCells(first >> 7, 1), true},
        {Part::Rsv, QObject::tr("RSV 1-3"), bitCells((first >> 4) & 0x7, 3)},
        {Part::Opcode,
            QObject::tr("opcode %1 %2")
                .arg(QString::number(first & 0xF, 16).toUpper(), ws::opcodeName(record.header.opcode)),
            bitCells(first & 0xF, 4)},
        {Part::Mask, QObject::tr("MASK %1").arg(isMasked ? 1 : 0), bitCells(second >> 7, 1), true},
        {Part::Length, lengthLabel(length7, record.header.payloadLength), bitCells(length7, 7)},
    };
    if (!extended.isEmpty())
        fields.append(
            {Part::ExtendedLength, QObject::tr("length %1").arg(grouped(record.header.payloadLength)),
                byteCells(extended), true, true});
    if (isMasked)
        fields.append({Part::MaskKey, QObject::tr("mask key"), byteCells(bytes.last(keySize)), true, true});
    if (record.violation) {
        for (HeaderField &field : fields)
            markBroken(field, *record.violation);
    }
    return fields;
}

QString headerWords(const QList<HeaderField> &fields)
{
    QStringList words;
    for (const HeaderField &field : fields) {
        QStringList cells;
        for (const HeaderField::Cell &cell : field.cells)
            cells.append(cell.text);
        QString word = field.label + QStringLiteral(": ") + cells.join(field.isBytes ? u" " : u"");
        if (field.isBroken())
            word += QObject::tr(" (broken)");
        words.append(word);
    }
    return words.join(QStringLiteral(", "));
}

} // namespace sockscope
