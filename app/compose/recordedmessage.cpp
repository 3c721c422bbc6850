// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/recordedmessage.h"

#include "app/text/payloadtext.h"
#include "serverlib/protocol/utf8validator.h"

#include <algorithm>

namespace sockscope {

namespace {

FrameSpec specOf(const FrameRecord &record)
{
    const ws::FrameHeader &header = record.header;
    FrameSpec spec;
    spec.opcode = header.opcode;
    spec.fin = header.fin;
    spec.compress = record.compressed;
    spec.rsv1 = header.rsv1 && !record.compressed; // compression sets it
    spec.rsv2 = header.rsv2;
    spec.rsv3 = header.rsv3;
    // The log is a server's: what it received, a client has sent (RFC 6455 5.1).
    const bool isFromClient = record.direction == ws::Direction::Received;
    if (header.mask.has_value() != isFromClient)
        spec.mask = header.mask ? MaskChoice::Key : MaskChoice::None;
    spec.maskKey = header.mask.value_or(ws::MaskKey());
    if (header.lengthEncoding != ws::minimalEncoding(header.payloadLength))
        spec.length =
            header.lengthEncoding == ws::LengthEncoding::Bits64 ? LengthChoice::Bits64 : LengthChoice::Bits16;
    return spec;
}

bool isEditableText(const QByteArray &payload)
{
    const auto isControl = [](char byte) {
        return (quint8(byte) < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f;
    };
    return ws::isValidUtf8(payload) && std::ranges::none_of(payload, isControl);
}

void setPayload(const QByteArray &payload, SavedMessage *message)
{
    if (!isEditableText(payload)) {
        message->form = InputForm::Hex;
        message->source = QString::fromLatin1(payload.toHex(' '));
        return;
    }
    const QString text = QString::fromUtf8(payload);
    const bool isJson = (payload.startsWith('{') || payload.startsWith('['))
        && std::holds_alternative<QByteArray>(readJsonPayload(text));
    message->form = isJson ? InputForm::Json : InputForm::Text;
    message->source = QString(text).replace(QStringLiteral("{{"), QStringLiteral("{{{{"));
}

} // namespace

std::variant<SavedMessage, QString> messageFromRow(const CaptureStore &store, quint64 row)
{
    FrameRecord record;
    if (!store.read(row, &record))
        return QStringLiteral("Row %1 is not in the log any more.").arg(row);
    if (record.kind != RowKind::Frame)
        return QStringLiteral("Row %1 is no frame: choose one to compose from.").arg(row);
    if (record.length > quint64(MaxEditedPayload) || record.stored < record.length)
        return QStringLiteral("The payload of row %1 has %2, more than can be edited: send it as a file.")
            .arg(row)
            .arg(formatBytes(record.length));
    const QByteArray payload = store.content(row);
    if (payload.size() > MaxEditedPayload)
        return QStringLiteral(
            "Inflated, the payload of row %1 has %2, more than can be edited: send it as a file.")
            .arg(row)
            .arg(formatBytes(quint64(payload.size())));
    SavedMessage message;
    message.name = QStringLiteral("%1 of row %2").arg(ws::opcodeName(record.header.opcode)).arg(row);
    message.frame = specOf(record);
    setPayload(payload, &message);
    return message;
}

} // namespace sockscope
