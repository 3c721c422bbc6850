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

// How the filter language says that a row is of this class.
QString classText(RowClass rowClass)
{
    switch (rowClass) {
    case RowClass::Handshake:
        return QStringLiteral("kind == handshake");
    case RowClass::Text:
        return QStringLiteral("opcode == text");
    case RowClass::Binary:
        return QStringLiteral("opcode == binary");
    case RowClass::Continuation:
        return QStringLiteral("opcode == continuation");
    case RowClass::Ping:
        return QStringLiteral("opcode == ping");
    case RowClass::Pong:
        return QStringLiteral("opcode == pong");
    case RowClass::Close:
        return QStringLiteral("opcode == close");
    case RowClass::Other:
        return QStringLiteral("kind == event or opcode in {3..7 11..15}");
    }
    return {};
}

QString classesText(const std::bitset<RowClassCount> &classes)
{
    QStringList names;
    for (int i = 0; i < RowClassCount; ++i) {
        if (classes.test(size_t(i)))
            names.append(classText(RowClass(i)));
    }
    if (names.isEmpty())
        return QStringLiteral("not (kind in {frame handshake event})"); // which is nothing
    return u'(' + names.join(QStringLiteral(" or ")) + u')';
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
