// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sockscope {

/// One word, sign or literal of a filter, with its place in the text.
struct FilterToken
{
    enum class Kind : quint8 {
        End,
        Word, ///< a name, a number, a value that needs no quotes
        String, ///< in quotes; text is what they hold
        Regex, ///< between slashes; text is the pattern, flags what follows
        Operator, ///< == != < <= > >= ~
        And,
        Or,
        Not,
        Open, ///< (
        Close, ///< )
        OpenSet, ///< {
        CloseSet, ///< }
        Comma,
        Range, ///< ..
        Invalid, ///< text is why
    };

    Kind kind = Kind::End;
    qsizetype position = 0;
    qsizetype length = 0;
    QString text = {};
    QString flags = {};

    qsizetype end() const { return position + length; }
};

/// Cuts a filter into tokens. A slash begins a regular expression where Slash says so, else a word.
class FilterLexer
{
public:
    enum class Slash : quint8 { Regex, Word };

    explicit FilterLexer(QStringView text) : m_text(text) { }
    FilterToken next(Slash slash);

private:
    FilterToken token(FilterToken::Kind kind, qsizetype length, const QString &text = {}) const;
    FilterToken sign() const;
    FilterToken word() const;
    FilterToken string() const;
    FilterToken regex() const;
    QChar at(qsizetype offset) const;

    QStringView m_text;
    qsizetype m_position = 0;
};

} // namespace sockscope
