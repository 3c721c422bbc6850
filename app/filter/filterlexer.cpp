// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/filterlexer.h"

#include <algorithm>

namespace sockscope {

namespace {

using Kind = FilterToken::Kind;

bool endsWord(QChar character)
{
    return character.isNull() || character.isSpace() || QStringLiteral("()<>={},!&|\"'~").contains(character);
}

Kind kindOfWord(QStringView word)
{
    const auto is = [word](QLatin1StringView keyword) {
        return word.compare(keyword, Qt::CaseInsensitive) == 0;
    };
    if (is(QLatin1StringView("and")))
        return Kind::And;
    if (is(QLatin1StringView("or")))
        return Kind::Or;
    return is(QLatin1StringView("not")) ? Kind::Not : Kind::Word;
}

// Where the string ends that begins at @p quote: behind its closing quote, or -1.
qsizetype endOfString(QStringView text, qsizetype quote)
{
    for (qsizetype i = quote + 1; i < text.size(); ++i) {
        if (text[i] == u'\\')
            ++i;
        else if (text[i] == text[quote])
            return i + 1;
    }
    return -1;
}

// \n, \x0a, \u00b0; any other character stands for itself.
QString unescaped(QStringView text)
{
    QString plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != u'\\' || i + 1 == text.size()) {
            plain += text[i];
            continue;
        }
        const QChar escaped = text[++i];
        const qsizetype digits = escaped == u'x' ? 2 : escaped == u'u' ? 4 : 0;
        bool isNumber = false;
        const ushort code = digits > 0
            ? text.sliced(i + 1).first(std::min(digits, text.size() - i - 1)).toUShort(&isNumber, 16)
            : ushort(0);
        if (isNumber) {
            plain += QChar(code);
            i += digits;
        } else {
            plain += escaped == u'n' ? u'\n' : escaped == u't' ? u'\t' : escaped == u'r' ? u'\r' : escaped;
        }
    }
    return plain;
}

} // namespace

FilterToken FilterLexer::next(Slash slash)
{
    while (m_position < m_text.size() && m_text[m_position].isSpace())
        ++m_position;
    FilterToken token;
    const QChar first = at(0);
    if (m_position == m_text.size())
        token = this->token(Kind::End, 0);
    else if (first == u'"' || first == u'\'')
        token = string();
    else if (first == u'/' && slash == Slash::Regex)
        token = regex();
    else if (endsWord(first) || (first == u'.' && at(1) == u'.'))
        token = sign();
    else
        token = word();
    m_position = token.end();
    return token;
}

QChar FilterLexer::at(qsizetype offset) const
{
    return m_position + offset < m_text.size() ? m_text[m_position + offset] : QChar();
}

FilterToken FilterLexer::token(Kind kind, qsizetype length, const QString &text) const
{
    return {kind, m_position, length, text};
}

FilterToken FilterLexer::sign() const
{
    const QStringView rest = m_text.sliced(m_position);
    for (const QLatin1StringView sign : {QLatin1StringView("=="), QLatin1StringView("!="),
             QLatin1StringView("<="), QLatin1StringView(">="), QLatin1StringView("<>")}) {
        if (rest.startsWith(sign))
            return token(Kind::Operator, sign.size(), sign);
    }
    if (rest.startsWith(QLatin1StringView("&&")))
        return token(Kind::And, 2);
    if (rest.startsWith(QLatin1StringView("||")))
        return token(Kind::Or, 2);
    if (rest.startsWith(QLatin1StringView("..")))
        return token(Kind::Range, 2);
    switch (rest.first().unicode()) {
    case u'!':
        return token(Kind::Not, 1);
    case u'(':
        return token(Kind::Open, 1);
    case u')':
        return token(Kind::Close, 1);
    case u'{':
        return token(Kind::OpenSet, 1);
    case u'}':
        return token(Kind::CloseSet, 1);
    case u',':
        return token(Kind::Comma, 1);
    case u'=':
    case u'<':
    case u'>':
    case u'~':
        return token(Kind::Operator, 1, rest.first(1).toString());
    case u'&':
    case u'|':
        return token(
            Kind::Invalid, 1, QStringLiteral("unexpected \"%1\"; did you mean \"%1%1\"?").arg(rest.first()));
    default:
        return token(Kind::Invalid, 1, QStringLiteral("unexpected character"));
    }
}

FilterToken FilterLexer::word() const
{
    const QStringView rest = m_text.sliced(m_position);
    qsizetype length = 0;
    while (length < rest.size() && !endsWord(rest[length])) {
        if (rest.sliced(length).startsWith(QLatin1StringView("..")))
            break;
        const bool opensKey = rest[length] == u'[' && length + 1 < rest.size()
            && (rest[length + 1] == u'"' || rest[length + 1] == u'\'');
        const qsizetype keyEnd = opensKey ? endOfString(rest, length + 1) : -1; // json["a key"]
        length = keyEnd > 0 ? keyEnd : length + 1;
    }
    const QStringView word = rest.first(length);
    return token(kindOfWord(word), length, word.toString());
}

FilterToken FilterLexer::string() const
{
    const qsizetype end = endOfString(m_text, m_position);
    if (end < 0) {
        return token(Kind::Invalid, m_text.size() - m_position,
            QStringLiteral("this string has no end; expected %1").arg(at(0)));
    }
    const qsizetype length = end - m_position;
    return token(Kind::String, length, unescaped(m_text.sliced(m_position + 1, length - 2)));
}

FilterToken FilterLexer::regex() const
{
    const qsizetype end = endOfString(m_text, m_position);
    if (end < 0) {
        return token(Kind::Invalid, m_text.size() - m_position,
            QStringLiteral("this regular expression has no end; expected /"));
    }
    qsizetype flagsEnd = end;
    while (flagsEnd < m_text.size() && m_text[flagsEnd].isLetter())
        ++flagsEnd;
    FilterToken token = this->token(
        Kind::Regex, flagsEnd - m_position, m_text.sliced(m_position + 1, end - m_position - 2).toString());
    token.flags = m_text.sliced(end, flagsEnd - end).toString();
    return token;
}

} // namespace sockscope
