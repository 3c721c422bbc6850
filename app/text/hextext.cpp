// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/payloadtext.h"

namespace sockscope {

namespace {

int hexDigit(QChar character)
{
    const ushort value = character.unicode();
    if (value >= '0' && value <= '9')
        return value - '0';
    const ushort lower = value | 0x20;
    return value < 0x80 && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool isSeparator(QChar character)
{
    return character.isSpace() || QStringLiteral(",;:-").contains(character);
}

// "0x" of C and "\x" of string literals.
bool isPrefix(QStringView text)
{
    return text.size() >= 2 && (text[0] == QLatin1Char('0') || text[0] == QLatin1Char('\\'))
        && (text[1] == QLatin1Char('x') || text[1] == QLatin1Char('X'));
}

QString placeOf(QStringView text, qsizetype index)
{
    const QStringView before = text.first(index);
    const qsizetype line = before.count(QLatin1Char('\n')) + 1;
    const qsizetype column = index - before.lastIndexOf(QLatin1Char('\n'));
    if (!text.contains(QLatin1Char('\n')))
        return QStringLiteral("character %1").arg(column);
    return QStringLiteral("line %1, character %2").arg(line).arg(column);
}

QString notHex(QStringView text, qsizetype index)
{
    return QStringLiteral(
        "“%1” at %2 is not a hex digit: write bytes as two digits of 0-9 and a-f, such as 81 85.")
        .arg(text[index].isPrint() ? QString(text[index]) : QStringLiteral("?"), placeOf(text, index));
}

QString halfByte(QStringView text, qsizetype index)
{
    return QStringLiteral("The byte “%1” at %2 has one digit: write two, such as 0%1.")
        .arg(text[index])
        .arg(placeOf(text, index));
}

} // namespace

std::optional<QByteArray> bytesFromHex(const QString &text, QString *error)
{
    QByteArray bytes;
    const QStringView view(text);
    qsizetype at = 0;
    while (at < view.size()) {
        if (isSeparator(view[at])) {
            ++at;
            continue;
        }
        if (isPrefix(view.sliced(at)))
            at += 2;
        const bool half = at + 1 >= view.size() || isSeparator(view[at + 1]);
        const int high = at < view.size() ? hexDigit(view[at]) : -1;
        const int low = half ? -1 : hexDigit(view[at + 1]);
        if (high < 0 || low < 0) {
            const qsizetype wrong = std::min(high < 0 || half ? at : at + 1, view.size() - 1);
            *error = high >= 0 && half ? halfByte(view, wrong) : notHex(view, wrong);
            return std::nullopt;
        }
        bytes.append(char(high << 4 | low));
        at += 2;
    }
    return bytes;
}

} // namespace sockscope
