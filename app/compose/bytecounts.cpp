// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/bytecounts.h"

#include "app/compose/framecomposer.h"

#include <QStringList>

namespace sockscope {

std::optional<quint64> wholeNumber(QStringView text, quint64 max)
{
    const bool isDigits = !text.isEmpty() && text.front().isDigit() && text.back().isDigit();
    bool isNumber = false;
    const quint64 number = text.toULongLong(&isNumber);
    return isDigits && isNumber && number <= max ? std::optional(number) : std::nullopt;
}

std::optional<qsizetype> byteCount(QStringView text)
{
    const auto number = wholeNumber(text, quint64(ComposeLimits::Bytes));
    return number ? std::optional(qsizetype(*number)) : std::nullopt;
}

std::optional<QList<qsizetype>> byteCounts(QStringView text)
{
    QList<qsizetype> counts;
    for (const QStringView part : text.split(u',')) {
        const auto count = byteCount(part.trimmed());
        if (!count)
            return std::nullopt;
        counts.append(*count);
    }
    return counts;
}

QString byteCountsText(const QList<qsizetype> &counts)
{
    QStringList texts;
    for (const qsizetype count : counts)
        texts.append(QString::number(count));
    return texts.join(QStringLiteral(", "));
}

} // namespace sockscope
