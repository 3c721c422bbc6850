// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/logfilter.h"

#include <QObject>

namespace sockscope {

RowClass rowClassOf(const FrameRecord &record)
{
    if (record.kind == RowKind::Handshake)
        return RowClass::Handshake;
    if (record.kind == RowKind::Event)
        return RowClass::Other;
    switch (record.header.opcode) {
    case ws::Opcode::Text:
        return RowClass::Text;
    case ws::Opcode::Binary:
        return RowClass::Binary;
    case ws::Opcode::Continuation:
        return RowClass::Continuation;
    case ws::Opcode::Ping:
        return RowClass::Ping;
    case ws::Opcode::Pong:
        return RowClass::Pong;
    case ws::Opcode::Close:
        return RowClass::Close;
    }
    return RowClass::Other;
}

QString rowClassName(RowClass rowClass)
{
    switch (rowClass) {
    case RowClass::Handshake:
        return QObject::tr("handshake");
    case RowClass::Text:
        return QObject::tr("text");
    case RowClass::Binary:
        return QObject::tr("binary");
    case RowClass::Continuation:
        return QObject::tr("continuation");
    case RowClass::Ping:
        return QObject::tr("ping");
    case RowClass::Pong:
        return QObject::tr("pong");
    case RowClass::Close:
        return QObject::tr("close");
    case RowClass::Other:
        return QObject::tr("event");
    }
    return {};
}

LogFilter LogFilter::onlyClass(RowClass rowClass)
{
    LogFilter filter;
    filter.classes.reset();
    filter.classes.set(size_t(rowClass));
    return filter;
}

bool LogFilter::matches(const FrameRecord &record) const
{
    if (connection != 0 && record.connection != connection)
        return false;
    if (violationsOnly && !record.violation)
        return false;
    if (direction && record.kind != RowKind::Event && record.direction != *direction)
        return false;
    return classes.test(size_t(rowClassOf(record)));
}

} // namespace sockscope
