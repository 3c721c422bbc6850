// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/logfilter.h"

#include <QObject>
#include <QStringList>

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

namespace {

// The opcodes of a class, as a set of the filter language has them; empty for a class of no frames.
QString opcodesOf(RowClass rowClass)
{
    switch (rowClass) {
    case RowClass::Handshake:
        break;
    case RowClass::Text:
        return QStringLiteral("text");
    case RowClass::Binary:
        return QStringLiteral("binary");
    case RowClass::Continuation:
        return QStringLiteral("continuation");
    case RowClass::Ping:
        return QStringLiteral("ping");
    case RowClass::Pong:
        return QStringLiteral("pong");
    case RowClass::Close:
        return QStringLiteral("close");
    case RowClass::Other:
        return QStringLiteral("3..7 11..15");
    }
    return {};
}

// Two tests at most, however many classes: each looks at every row.
QString classesText(const std::bitset<RowClassCount> &classes)
{
    QStringList opcodes;
    QStringList kinds;
    for (int i = 0; i < RowClassCount; ++i) {
        if (classes.test(size_t(i)) && !opcodesOf(RowClass(i)).isEmpty())
            opcodes.append(opcodesOf(RowClass(i)));
    }
    if (classes.test(size_t(RowClass::Handshake)))
        kinds.append(QStringLiteral("handshake"));
    if (classes.test(size_t(RowClass::Other)))
        kinds.append(QStringLiteral("event"));
    QStringList terms;
    if (!opcodes.isEmpty())
        terms.append(QStringLiteral("opcode in {%1}").arg(opcodes.join(u' ')));
    if (!kinds.isEmpty())
        terms.append(QStringLiteral("kind in {%1}").arg(kinds.join(u' ')));
    if (terms.isEmpty())
        return QStringLiteral("not kind"); // every row has one: nothing passes
    return u'(' + terms.join(QStringLiteral(" or ")) + u')';
}

} // namespace

LogFilter LogFilter::onlyClass(RowClass rowClass)
{
    LogFilter filter;
    filter.classes.reset();
    filter.classes.set(size_t(rowClass));
    return filter;
}

QString LogFilter::text() const
{
    QStringList terms;
    if (!classes.all())
        terms.append(classesText(classes));
    if (direction) {
        terms.append(*direction == ws::Direction::Received ? QStringLiteral("(from device or kind == event)")
                                                           : QStringLiteral("(to device or kind == event)"));
    }
    if (connection != 0)
        terms.append(QStringLiteral("conn == %1").arg(connection));
    if (violationsOnly)
        terms.append(QStringLiteral("violation"));
    if (!expression.trimmed().isEmpty())
        terms.append(terms.isEmpty() ? expression : u'(' + expression + u')');
    return terms.join(QStringLiteral(" and "));
}

} // namespace sockscope
