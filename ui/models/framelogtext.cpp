// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/framelogtext.h"

#include "ui/models/logfilter.h"

#include <QByteArray>
#include <QObject>

namespace sockscope {

bool isFault(const FrameRecord &record)
{
    return record.kind == RowKind::Event && record.event == EventKind::Fault;
}

QString opcodeText(const FrameRecord &record)
{
    if (record.kind == RowKind::Frame)
        return ws::opcodeName(record.header.opcode);
    if (isFault(record))
        return QObject::tr("fault");
    return rowClassName(rowClassOf(record));
}

QString finText(const FrameRecord &record)
{
    if (record.kind != RowKind::Frame)
        return {};
    return record.header.fin ? QStringLiteral("1") : QStringLiteral("0");
}

QString rsvText(const FrameRecord &record)
{
    if (record.kind != RowKind::Frame)
        return {};
    QString set;
    if (record.header.rsv1)
        set += u'1';
    if (record.header.rsv2)
        set += u'2';
    if (record.header.rsv3)
        set += u'3';
    return set.isEmpty() ? QStringLiteral("–") : set;
}

QString maskText(const FrameRecord &record)
{
    if (record.kind != RowKind::Frame)
        return {};
    if (const auto &key = record.header.mask)
        return QString::fromLatin1(
            QByteArray(reinterpret_cast<const char *>(key->data()), key->size()).toHex());
    return record.violation == ws::Rule::ExpectedMask ? QObject::tr("none") : QStringLiteral("–");
}

QString deviceText(const std::optional<ConnectionStats> &device, quint64 connection)
{
    if (connection == 0)
        return QObject::tr("server");
    return device ? device->device : QStringLiteral("#%1").arg(connection);
}

QString directionText(const FrameRecord &record)
{
    if (record.kind == RowKind::Event)
        return {};
    return record.direction == ws::Direction::Received ? QStringLiteral("→") : QStringLiteral("←");
}

QString directionWords(const FrameRecord &record)
{
    if (record.kind == RowKind::Event)
        return {};
    return record.direction == ws::Direction::Received ? QObject::tr("from device")
                                                       : QObject::tr("to device");
}

QString violationText(const FrameRecord &record)
{
    if (!record.violation)
        return {};
    const ws::RuleInfo &rule = ws::ruleInfo(*record.violation);
    return QStringLiteral("%1: %2 (%3)").arg(rule.name, rule.text, rule.section);
}

} // namespace sockscope
