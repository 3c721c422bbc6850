// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/csvwriter.h"

#include "app/exchange/rowjson.h"
#include "serverlib/protocol/utf8validator.h"

#include <QIODevice>

#include <algorithm>

namespace sockscope {

namespace {

QByteArray number(quint64 value)
{
    return QByteArray::number(value);
}

QByteArray word(QLatin1StringView name)
{
    return {name.data(), name.size()};
}

QByteArray bit(bool value)
{
    return value ? "1" : "0";
}

// What is no text is shown in hex.
QByteArray payloadText(QByteArrayView content)
{
    return ws::isValidUtf8(content) ? content.toByteArray() : content.toByteArray().toHex(' ');
}

QByteArray maskText(const ws::FrameHeader &header)
{
    if (!header.mask)
        return {};
    return QByteArray(reinterpret_cast<const char *>(header.mask->data()), qsizetype(header.mask->size()))
        .toHex();
}

} // namespace

QByteArray csvCell(QByteArray text)
{
    constexpr QByteArrayView FormulaStarts = "=+-@\t\r";
    if (!text.isEmpty() && FormulaStarts.contains(text.front()))
        text.prepend('\'');
    const auto isSpecial = [](char c) { return c == '"' || c == ',' || c == '\n' || c == '\r'; };
    if (std::none_of(text.cbegin(), text.cend(), isSpecial))
        return text;
    return '"' + text.replace("\"", "\"\"") + '"';
}

void CsvWriter::begin()
{
    m_out->write(
        "row,time,seconds,connection,device,direction,kind,opcode,fin,rsv1,rsv2,rsv3,mask,length,message,"
        "fragment,reads,rtt_ms,violation,payload\r\n");
}

void CsvWriter::write(const OutgoingRow &row)
{
    const FrameRecord &record = row.record;
    const ws::FrameHeader &header = record.header;
    const bool isFrame = record.kind == RowKind::Frame;
    const bool isEvent = record.kind == RowKind::Event;
    const SessionConnection *connection = m_index.find(record.connection);
    constexpr double NsPerSecond = 1e9;
    constexpr double NsPerMs = 1e6;
    QByteArrayList cells{number(row.number), isoTime(m_startedAt, record.timeNs).toLatin1(),
        QByteArray::number(double(record.timeNs) / NsPerSecond, 'f', 9), number(record.connection),
        connection ? connection->device.toUtf8() : QByteArray(),
        isEvent ? QByteArray() : word(directionName(record.direction)),
        word(isEvent ? eventName(record.event) : kindName(record.kind))};
    if (isFrame)
        cells += {ws::opcodeName(header.opcode).toLatin1(), bit(header.fin), bit(header.rsv1),
            bit(header.rsv2), bit(header.rsv3), maskText(header), number(record.length),
            number(record.message), number(record.fragment), number(record.reads),
            record.rttNs < 0 ? QByteArray() : QByteArray::number(double(record.rttNs) / NsPerMs, 'f', 6)};
    else
        cells += QByteArrayList(11, QByteArray());
    cells.append(record.violation ? word(ws::ruleInfo(*record.violation).name) : QByteArray());
    cells.append(payloadText(row.content));
    for (QByteArray &cell : cells)
        cell = csvCell(cell);
    m_out->write(cells.join(',') + "\r\n");
}

} // namespace sockscope
