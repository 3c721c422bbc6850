// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/inputerror.h"

namespace sockscope {

namespace {

QString sentence(QString words)
{
    if (words.isEmpty())
        return words;
    words[0] = words[0].toUpper();
    return words.append(u'.');
}

} // namespace

QString InputError::toString() const
{
    const QString place = line > 0 ? QStringLiteral("Line %1, column %2: ").arg(line).arg(column) : QString();
    const QString told = line > 0 ? rule + u'.' : sentence(rule);
    return QStringLiteral("%1%2 %3").arg(place, told, sentence(advice)).trimmed();
}

InputError errorAt(QStringView text, qsizetype index, const QString &rule, const QString &advice)
{
    const QStringView before = text.first(qBound<qsizetype>(0, index, text.size()));
    const auto line = int(before.count(u'\n') + 1);
    const auto column = int(before.size() - before.lastIndexOf(u'\n'));
    return {line, column, rule, advice};
}

QString quotedCharacter(QStringView text, qsizetype index)
{
    if (index >= text.size())
        return QStringLiteral("the end");
    const QChar character = text[index];
    if (character.isPrint())
        return QStringLiteral("“%1”").arg(character);
    return QStringLiteral("U+%1").arg(character.unicode(), 4, 16, QLatin1Char('0')).toUpper();
}

} // namespace sockscope
