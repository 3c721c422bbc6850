// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/filterwords.h"

#include "app/filter/filterparser.h"

namespace sockscope {

namespace {

// In parentheses where it would fall apart among others.
QString grouped(const QString &filter, bool isLoose)
{
    return isLoose ? u'(' + filter + u')' : filter;
}

FilterNode::Kind kindOf(const QString &filter)
{
    const auto node = FilterParser(filter).parse();
    return node ? node->kind : FilterNode::Kind::Or;
}

} // namespace

QString filterQuoted(QStringView text)
{
    QString quoted(u'"');
    for (const QChar character : text) {
        if (character == u'"' || character == u'\\')
            quoted += u'\\';
        if (character == u'\n')
            quoted += QStringLiteral("\\n");
        else if (character == u'\t')
            quoted += QStringLiteral("\\t");
        else if (character == u'\r')
            quoted += QStringLiteral("\\r");
        else if (!character.isPrint() && !character.isSurrogate())
            quoted += QStringLiteral("\\u%1").arg(character.unicode(), 4, 16, QLatin1Char('0'));
        else
            quoted += character;
    }
    return quoted + u'"';
}

QString filterJoined(const QString &one, const QString &other)
{
    if (one.trimmed().isEmpty() || other.trimmed().isEmpty())
        return one.trimmed() + other.trimmed();
    return grouped(one, kindOf(one) == FilterNode::Kind::Or) + QStringLiteral(" and ")
        + grouped(other, kindOf(other) == FilterNode::Kind::Or);
}

QString filterInverted(const QString &filter)
{
    const FilterNode::Kind kind = kindOf(filter);
    return QStringLiteral("not ")
        + grouped(filter, kind == FilterNode::Kind::Or || kind == FilterNode::Kind::And);
}

} // namespace sockscope
