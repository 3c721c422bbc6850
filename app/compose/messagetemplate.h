// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/inputerror.h"
#include "app/compose/seededrandom.h"

#include <QList>

#include <optional>
#include <variant>

namespace sockscope {

/// What the variables of one message stand for. A run of the composer counts its messages from 1, and draws
/// all of them from one SeededRandom: the same seed gives the same run.
struct MessageFacts
{
    quint64 counter = 1; ///< of this message
    qint64 timeMs = 0; ///< since 1970, UTC
    quint64 connection = 0; ///< number of the connection it goes to
};

/// A text with values in place of its variables, that still knows where it comes from.
struct ExpandedText
{
    struct Place
    {
        qsizetype at = 0; ///< in text
        qsizetype sourceAt = 0; ///< of the same piece in the source
        bool isVariable = false;
    };
    QString text;
    QList<Place> places; ///< ascending

    /// Where text[@p index] comes from.
    qsizetype sourceIndex(qsizetype index) const;
};

/// A text with variables in it:
///
///     {{counter}}          1, 2, ...: the messages of this run
///     {{time}}             2026-11-24T03:20:00.123Z
///     {{time:FORMAT}}      unix, unixms, or QDateTime's letters, in UTC: {{time:hh:mm:ss.zzz}}
///     {{random}}           0 to 4294967295
///     {{random:1..100}}    both ends included
///     {{random:hex:8}}     so many hex digits
///     {{conn}}             the connection's number
///     {{{{                 {{ as it stands
///
/// They are replaced before the text becomes bytes: a hex text may say 81 05 {{random:hex:10}}, and JSON is
/// judged with the values in place. What a variable draws is drawn anew wherever it stands.
class MessageTemplate
{
public:
    using ParseResult = std::variant<MessageTemplate, InputError>;

    /// Names the place of an unknown variable, or of a wrong one.
    static ParseResult parse(const QString &source);

    /// False for a text that is the same each time.
    bool hasVariables() const { return m_hasVariables; }
    ExpandedText expand(const MessageFacts &facts, SeededRandom *random) const;

private:
    enum class Kind : quint8 { Text, Counter, Time, Random, RandomHex, Connection };
    struct Piece
    {
        Kind kind = Kind::Text;
        qsizetype sourceAt = 0;
        QString text = {}; // of Text, or the format of Time
        qint64 least = 0; // of Random
        qint64 most = 0; // of Random; digits of RandomHex
    };

    static std::variant<Piece, InputError> parseVariable(QStringView source, qsizetype at, QStringView name);
    static std::optional<Piece> randomPiece(QStringView argument);
    static QString valueOf(const Piece &piece, const MessageFacts &facts, SeededRandom *random);
    void appendText(qsizetype sourceAt, QStringView text);

    QList<Piece> m_pieces;
    bool m_hasVariables = false;
};

} // namespace sockscope
