// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/messagetemplate.h"

#include <QDateTime>

#include <algorithm>
#include <limits>

namespace sockscope {

namespace {

constexpr int MaxRandomDigits = 65'536;

QString known()
{
    return QStringLiteral(
        "there are {{counter}}, {{time}}, {{time:unix}}, {{time:unixms}}, {{time:hh:mm:ss}}, "
        "{{random}}, {{random:1..100}}, {{random:hex:8}} and {{conn}}; {{{{ stands for {{");
}

QString timeText(qint64 timeMs, const QString &format)
{
    constexpr qint64 MsPerSecond = 1000;
    if (format == u"unix")
        return QString::number(timeMs / MsPerSecond);
    if (format == u"unixms")
        return QString::number(timeMs);
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(timeMs, Qt::UTC);
    return format.isEmpty() ? time.toString(Qt::ISODateWithMs) : time.toString(format);
}

QString hexDigits(qint64 count, SeededRandom *random)
{
    constexpr int DigitBits = 4;
    constexpr int DigitsPerNumber = 16;
    QString digits;
    digits.reserve(count);
    quint64 bits = 0;
    for (qint64 i = 0; i < count; ++i) {
        bits = i % DigitsPerNumber == 0 ? random->next() : bits >> DigitBits;
        digits += QString::number(bits & 0xF, 16);
    }
    return digits;
}

} // namespace

qsizetype ExpandedText::sourceIndex(qsizetype index) const
{
    const auto behind =
        std::ranges::upper_bound(places, index, {}, [](const Place &place) { return place.at; });
    if (behind == places.begin())
        return index;
    const Place &place = *std::prev(behind);
    return place.sourceAt + (place.isVariable ? 0 : index - place.at);
}

MessageTemplate::ParseResult MessageTemplate::parse(const QString &source)
{
    const QStringView text(source);
    MessageTemplate parsed;
    qsizetype at = 0;
    while (at < text.size()) {
        const qsizetype open = text.indexOf(u"{{", at);
        parsed.appendText(at, open < 0 ? text.sliced(at) : text.sliced(at, open - at));
        if (open < 0)
            break;
        if (text.sliced(open).startsWith(u"{{{{")) {
            parsed.appendText(open, u"{{");
            at = open + 4;
            continue;
        }
        const qsizetype close = text.indexOf(u"}}", open);
        if (close < 0)
            return errorAt(text, open, QStringLiteral("this {{ has no }}"), known());
        auto piece = parseVariable(text, open, text.sliced(open + 2, close - open - 2));
        if (const auto *error = std::get_if<InputError>(&piece))
            return *error;
        parsed.m_pieces.append(std::get<Piece>(piece));
        parsed.m_hasVariables = true;
        at = close + 2;
    }
    return parsed;
}

void MessageTemplate::appendText(qsizetype sourceAt, QStringView text)
{
    if (!text.isEmpty())
        m_pieces.append({.sourceAt = sourceAt, .text = text.toString()});
}

std::variant<MessageTemplate::Piece, InputError> MessageTemplate::parseVariable(
    QStringView source, qsizetype at, QStringView name)
{
    const qsizetype colon = name.indexOf(u':');
    const QStringView word = (colon < 0 ? name : name.first(colon)).trimmed();
    const QStringView argument = colon < 0 ? QStringView() : name.sliced(colon + 1).trimmed();
    std::optional<Piece> piece;
    if (word == u"counter" && argument.isEmpty())
        piece = Piece{.kind = Kind::Counter};
    else if (word == u"conn" && argument.isEmpty())
        piece = Piece{.kind = Kind::Connection};
    else if (word == u"time")
        piece = Piece{.kind = Kind::Time, .text = argument.toString()};
    else if (word == u"random")
        piece = randomPiece(argument);
    if (!piece)
        return errorAt(source, at, QStringLiteral("there is no variable {{%1}}").arg(name), known());
    piece->sourceAt = at;
    return *piece;
}

std::optional<MessageTemplate::Piece> MessageTemplate::randomPiece(QStringView argument)
{
    if (argument.isEmpty())
        return Piece{.kind = Kind::Random, .most = std::numeric_limits<quint32>::max()};
    bool isLeast = false;
    bool isMost = false;
    if (argument.startsWith(u"hex:")) {
        const int digits = argument.sliced(4).toInt(&isMost);
        if (!isMost || digits < 1 || digits > MaxRandomDigits)
            return std::nullopt;
        return Piece{.kind = Kind::RandomHex, .most = digits};
    }
    const qsizetype dots = argument.indexOf(u"..");
    if (dots < 0)
        return std::nullopt;
    const qint64 least = argument.first(dots).toLongLong(&isLeast);
    const qint64 most = argument.sliced(dots + 2).toLongLong(&isMost);
    if (!isLeast || !isMost || least > most)
        return std::nullopt;
    return Piece{.kind = Kind::Random, .least = least, .most = most};
}

ExpandedText MessageTemplate::expand(const MessageFacts &facts, SeededRandom *random) const
{
    ExpandedText expanded;
    for (const Piece &piece : m_pieces) {
        expanded.places.append({expanded.text.size(), piece.sourceAt, piece.kind != Kind::Text});
        expanded.text += valueOf(piece, facts, random);
    }
    return expanded;
}

QString MessageTemplate::valueOf(const Piece &piece, const MessageFacts &facts, SeededRandom *random)
{
    switch (piece.kind) {
    case Kind::Text:
        return piece.text;
    case Kind::Counter:
        return QString::number(facts.counter);
    case Kind::Time:
        return timeText(facts.timeMs, piece.text);
    case Kind::Random:
        return QString::number(random->between(piece.least, piece.most));
    case Kind::RandomHex:
        return hexDigits(piece.most, random);
    case Kind::Connection:
        return QString::number(facts.connection);
    }
    Q_UNREACHABLE();
}

} // namespace sockscope
