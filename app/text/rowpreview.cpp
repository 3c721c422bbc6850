// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/payloadtext.h"

#include "serverlib/protocol/closepayload.h"
#include "serverlib/protocol/httphead.h"

#include <QLocale>

namespace sockscope {

namespace {

constexpr QLatin1StringView Gap("  ");

// "GET /v1/telemetry  protocols: a, b", "101 Switching Protocols  sensor.v2".
QString headPreview(const FrameRecord &record, QByteArrayView payload)
{
    const bool request = record.direction == ws::Direction::Received;
    using Kind = ws::HttpHeadReader::Kind;
    ws::HttpHeadReader reader(request ? Kind::Request : Kind::Response, {});
    qsizetype consumed = 0;
    const auto result = reader.feed(payload, &consumed);
    const auto *head = std::get_if<ws::HttpHead>(&result);
    if (!head)
        return textPreview(payload);
    QByteArray line = head->startLine;
    if (request && line.endsWith(" HTTP/1.1"))
        line.chop(qsizetype(qstrlen(" HTTP/1.1")));
    else if (!request)
        line = line.mid(line.indexOf(' ') + 1);
    const QByteArray protocols = head->list("Sec-WebSocket-Protocol").join(", ");
    if (protocols.isEmpty())
        return textPreview(line);
    return textPreview(line) + Gap + (request ? QStringLiteral("protocols: ") : QString())
        + textPreview(protocols);
}

QString closePreview(QByteArrayView payload)
{
    const ws::ClosePayload close = ws::parseClosePayload(payload);
    if (close.violation && close.violation->rule == ws::Rule::InvalidCloseLength)
        return hexPreview(payload);
    const QString code = QStringLiteral("%1 %2").arg(close.code).arg(ws::closeCodeName(close.code));
    return close.reason.isEmpty() ? code : code + QStringLiteral(": ") + textPreview(close.reason);
}

QString framePreview(const FrameRecord &record, QByteArrayView payload)
{
    const ws::Opcode opcode = record.header.opcode;
    if (opcode == ws::Opcode::Close)
        return closePreview(payload);
    const bool text = opcode == ws::Opcode::Text
        || (opcode == ws::Opcode::Continuation && record.messageOpcode == ws::Opcode::Text);
    QString shown = text ? textPreview(payload) : hexPreview(payload);
    const QChar ellipsis(0x2026);
    const quint64 whole = record.compressed ? record.inflatedLength : record.length;
    if (whole > quint64(payload.size()) && !payload.isEmpty() && !shown.endsWith(ellipsis))
        shown += ellipsis; // the caller gave the front, or the log kept no more
    if (record.rttNs >= 0)
        shown +=
            (shown.isEmpty() ? QLatin1StringView() : Gap) + QStringLiteral("RTT ") + formatRtt(record.rttNs);
    return shown;
}

} // namespace

QString compressionText(const FrameRecord &record)
{
    if (!record.compressed)
        return {};
    const QLocale figures(QLocale::English, QLocale::UnitedStates); // groups of three, whatever the system's
    return QStringLiteral("compressed %1 → %2 B")
        .arg(figures.toString(record.length), figures.toString(record.inflatedLength));
}

QString rowPreview(const FrameRecord &record, QByteArrayView content)
{
    if (record.kind == RowKind::Event)
        return textPreview(content);
    if (record.kind == RowKind::Handshake)
        return headPreview(record, content);
    const QString fragment =
        record.fragment > 0 ? QStringLiteral("fragment %1").arg(record.fragment) : QString();
    // The sizes first: a long payload would push them out of sight.
    QStringList parts{compressionText(record), framePreview(record, content), fragment};
    parts.removeAll(QString());
    return parts.join(Gap);
}

} // namespace sockscope
