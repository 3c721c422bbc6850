// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/rowfacts.h"

#include "app/text/payloadtext.h"
#include "serverlib/protocol/closepayload.h"
#include "ui/models/figures.h"
#include "ui/models/framelogtext.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QObject>
#include <QStringList>

namespace sockscope {

namespace {

const QString Separator = QStringLiteral(" · ");

QString closeFacts(QByteArrayView payload)
{
    const ws::ClosePayload close = ws::parseClosePayload(payload);
    QString facts = QObject::tr("close code %1, %2").arg(close.code).arg(ws::closeCodeName(close.code));
    if (!close.reason.isEmpty())
        facts += QStringLiteral(": ") + textPreview(close.reason);
    return facts;
}

QString messageFacts(const FrameRecord &record)
{
    if (record.fragment == 0)
        return QObject::tr("message %1").arg(grouped(record.message));
    return record.header.fin
        ? QObject::tr("fragment %1, the last, of message %2")
              .arg(record.fragment)
              .arg(grouped(record.message))
        : QObject::tr("fragment %1 of message %2").arg(record.fragment).arg(grouped(record.message));
}

// Why the log has less than the header promised: the connection failed before the end, or the log keeps only
// so much.
QString partFacts(const FrameRecord &record)
{
    const QString part = formatBytes(record.stored);
    const QString whole = formatBytes(record.length);
    return record.violation ? QObject::tr("failed after %1 of %2 payload").arg(part, whole)
                            : QObject::tr("%1 of %2 payload kept").arg(part, whole);
}

QString kindWord(const FrameRecord &record)
{
    return record.kind == RowKind::Frame ? QObject::tr("frame %1") : QObject::tr("row %1");
}

} // namespace

QString rowTitle(quint64 number, const FrameRecord &record, const QString &device)
{
    QStringList words{kindWord(record).arg(grouped(number))};
    words.append(record.kind == RowKind::Event ? device : device + u' ' + directionText(record));
    words.append(opcodeText(record));
    if (record.kind != RowKind::Event)
        words.append(formatBytes(record.length));
    return words.join(Separator);
}

QString rowFacts(const FrameRecord &record, QByteArrayView payload)
{
    QStringList facts;
    if (record.kind == RowKind::Frame && record.header.opcode == ws::Opcode::Close)
        facts.append(closeFacts(payload));
    if (record.message > 0)
        facts.append(messageFacts(record));
    if (record.compressed)
        facts.append(compressionText(record));
    if (record.rttNs >= 0)
        facts.append((record.rttSource == RttSource::Kernel
                ? QObject::tr("answers a ping after %1 by the kernel's clock")
                : QObject::tr("answers a ping after %1"))
                         .arg(formatRtt(record.rttNs)));
    if (record.stored < record.length)
        facts.append(partFacts(record));
    return facts.join(Separator);
}

QString readFacts(const FrameRecord &record, std::optional<quint64> before)
{
    if (record.kind != RowKind::Frame || record.direction != ws::Direction::Received)
        return {};
    if (record.reads > 1)
        return QObject::tr("arrived in %1 TCP reads").arg(grouped(record.reads));
    return before ? QObject::tr("arrived in one TCP read, with row %1").arg(grouped(*before))
                  : QObject::tr("arrived in one TCP read");
}

QString violationOutcome(ws::Rule rule, const std::optional<ConnectionStats> &connection)
{
    if (!connection)
        return {};
    const bool isCause =
        connection->failed && connection->lastViolation && connection->lastViolation->rule == rule;
    if (!isCause)
        return QObject::tr("noted, the connection went on");
    const ws::RuleInfo &info = ws::ruleInfo(rule);
    if (connection->refusedStatus > 0)
        return QObject::tr("answered with HTTP %1").arg(connection->refusedStatus);
    if (info.closeCode == ws::CloseCode::AbnormalClosure)
        return QObject::tr("counts as %1").arg(quint16(info.closeCode));
    return QObject::tr("closed with %1").arg(quint16(info.closeCode));
}

std::optional<FaultRow> faultRow(QByteArrayView detail)
{
    const QJsonObject facts = QJsonDocument::fromJson(detail.toByteArray()).object();
    const auto kind = faultKindFromKey(facts.value(QStringLiteral("fault")).toString());
    if (!kind)
        return std::nullopt;
    QStringList words{
        QObject::tr("fault %1 of its list").arg(facts.value(QStringLiteral("index")).toInt() + 1)};
    const QString direction = facts.value(QStringLiteral("direction")).toString();
    if (!direction.isEmpty())
        words.append(direction == QStringLiteral("toDevice") ? QObject::tr("to the device")
                                                             : QObject::tr("from the device"));
    return FaultRow{*kind, words.join(Separator)};
}

QByteArray headerBytes(const FrameRecord &record)
{
    if (record.kind != RowKind::Frame)
        return {};
    QByteArray bytes(ws::MaxFrameHeaderSize, Qt::Uninitialized);
    bytes.truncate(ws::encodeFrameHeader(record.header, bytes.data()));
    return bytes;
}

} // namespace sockscope
