// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/textwriter.h"

#include "app/exchange/rowjson.h"
#include "app/text/payloadtext.h"

#include <QIODevice>

namespace sockscope {

namespace {

constexpr qsizetype PreviewBytes = 1024;
constexpr double NsPerSecond = 1e9;

QString opcodeColumn(const FrameRecord &record)
{
    if (record.kind == RowKind::Frame)
        return ws::opcodeName(record.header.opcode);
    return record.kind == RowKind::Event ? eventName(record.event) : kindName(record.kind);
}

// "fin mask", "rsv1".
QString flagsColumn(const FrameRecord &record)
{
    if (record.kind != RowKind::Frame)
        return {};
    const ws::FrameHeader &header = record.header;
    QString flags;
    flags += header.fin ? u'F' : u'-';
    flags += header.rsv1 ? u'1' : u'-';
    flags += header.rsv2 ? u'2' : u'-';
    flags += header.rsv3 ? u'3' : u'-';
    flags += header.mask ? u'M' : u'-';
    return flags;
}

QString arrow(const FrameRecord &record)
{
    if (record.kind == RowKind::Event)
        return {};
    return record.direction == ws::Direction::Received ? QStringLiteral("->") : QStringLiteral("<-");
}

} // namespace

void TextWriter::write(const OutgoingRow &row)
{
    const FrameRecord &record = row.record;
    const SessionConnection *connection = m_index.find(record.connection);
    const QString device = connection ? connection->device : QString();
    QString line =
        QStringLiteral("%1 %2 %3 %4 %5 %6 %7 %8  %9")
            .arg(row.number, 8)
            .arg(double(record.timeNs) / NsPerSecond, 13, 'f', 6)
            .arg(record.connection, 4)
            .arg(device.left(16), -16)
            .arg(arrow(record), -2)
            .arg(opcodeColumn(record), -12)
            .arg(flagsColumn(record), -5)
            .arg(record.kind == RowKind::Event ? QString() : QString::number(record.length), 8)
            .arg(rowPreview(record, row.content.first(std::min(row.content.size(), PreviewBytes))));
    if (record.violation)
        line += QStringLiteral("  !%1").arg(ws::ruleInfo(*record.violation).name);
    m_out->write(line.toUtf8() + '\n');
}

} // namespace sockscope
