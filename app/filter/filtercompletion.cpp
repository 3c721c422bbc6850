// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/filtercompletion.h"

#include "app/filter/filterparser.h"
#include "app/filter/filterpieces.h"

#include <algorithm>

namespace sockscope {

namespace {

using Kind = FilterToken::Kind;
using What = FilterExpectation::What;

struct Candidate
{
    QString word;
    QString description;
};

/// The word that the cursor stands in or behind.
struct WordAtCursor
{
    qsizetype position;
    qsizetype length = 0;
    QStringView typed; ///< up to the cursor
};

// nullopt within quotes and regular expressions.
std::optional<WordAtCursor> wordAt(QStringView text, qsizetype cursor)
{
    for (const FilterPiece &piece : filterPieces(text)) {
        const FilterToken &token = piece.token;
        if (token.position >= cursor || token.end() < cursor)
            continue;
        const QStringView typed = text.sliced(token.position, cursor - token.position);
        switch (token.kind) {
        case Kind::Word:
        case Kind::Operator:
        case Kind::And:
        case Kind::Or:
        case Kind::Not:
            return WordAtCursor{token.position, token.length, typed};
        case Kind::String:
        case Kind::Regex:
            if (token.end() > cursor)
                return std::nullopt;
            break;
        case Kind::Invalid:
            return std::nullopt;
        default:
            break;
        }
    }
    return WordAtCursor{cursor, 0, {}};
}

void addTerms(std::vector<Candidate> *candidates, QStringView typed)
{
    for (const FilterField &field : filterFields()) {
        const bool isJson = field.type == FilterType::Json;
        candidates->push_back({isJson ? field.name + u'.' : field.name, field.description});
    }
    candidates->push_back({QStringLiteral("from device"), QStringLiteral("Went from the device")});
    candidates->push_back({QStringLiteral("to device"), QStringLiteral("Went to the device")});
    candidates->push_back({QStringLiteral("not"), QStringLiteral("Does not pass what follows")});
    if (typed.isEmpty())
        return;
    for (const FilterField &field : filterFields()) { // only for those who know them
        for (const QString &alias : field.aliases) {
            if (alias.startsWith(typed, Qt::CaseInsensitive))
                candidates->push_back({alias, field.description});
        }
    }
}

void addOperators(std::vector<Candidate> *candidates, FilterType type)
{
    for (const FilterOperatorName &op : filterOperators()) {
        if (takesOperator(type, op.op))
            candidates->push_back({op.name, op.description});
    }
}

bool isFigure(QStringView word)
{
    return !word.isEmpty()
        && std::ranges::all_of(word, [](QChar digit) { return digit.isDigit() || digit == u'.'; });
}

void addValues(std::vector<Candidate> *candidates, const FilterField &field, QStringView typed)
{
    for (const FilterValueName &value : field.values)
        candidates->push_back({value.name, value.description});
    if (field.type == FilterType::Flag) {
        candidates->push_back({QStringLiteral("1"), QStringLiteral("set")});
        candidates->push_back({QStringLiteral("0"), QStringLiteral("not set")});
    }
    if (!isFigure(typed))
        return;
    const auto addUnit = [&](const QString &unit, const QString &description) {
        candidates->push_back({typed.toString() + unit, description});
    };
    if (field.type == FilterType::Duration) {
        addUnit(QStringLiteral("ms"), QStringLiteral("milliseconds"));
        addUnit(QStringLiteral("s"), QStringLiteral("seconds"));
        addUnit(QStringLiteral("us"), QStringLiteral("microseconds"));
        addUnit(QStringLiteral("min"), QStringLiteral("minutes"));
    } else if (field.type == FilterType::Size) {
        addUnit(QStringLiteral("k"), QStringLiteral("kibibytes, 1024 bytes each"));
        addUnit(QStringLiteral("M"), QStringLiteral("mebibytes, 1024 k each"));
    }
}

std::vector<Candidate> candidatesFor(const FilterExpectation &expectation, QStringView typed)
{
    std::vector<Candidate> candidates;
    switch (expectation.what) {
    case What::Term:
        addTerms(&candidates, typed);
        break;
    case What::Operator:
        addOperators(&candidates, expectation.field->type);
        break;
    case What::Value:
        addValues(&candidates, *expectation.field, typed);
        break;
    case What::Set:
        candidates.push_back({QStringLiteral("{"), QStringLiteral("a set such as {1 2 5..9}")});
        break;
    case What::Peer:
        candidates.push_back({QStringLiteral("device"), QStringLiteral("The client under test")});
        candidates.push_back({QStringLiteral("server"), QStringLiteral("This bench")});
        break;
    case What::Connective:
        candidates.push_back({QStringLiteral("and"), QStringLiteral("Passes both")});
        candidates.push_back({QStringLiteral("or"), QStringLiteral("Passes one of them, or both")});
        break;
    }
    return candidates;
}

// 0: it begins so. 1: it has it inside. nullopt: it has not, or is no more than what is there already.
std::optional<int> rankOf(const Candidate &candidate, QStringView typed)
{
    if (candidate.word.compare(typed, Qt::CaseInsensitive) == 0)
        return std::nullopt;
    if (candidate.word.startsWith(typed, Qt::CaseInsensitive))
        return 0;
    return candidate.word.contains(typed, Qt::CaseInsensitive) ? std::optional(1) : std::nullopt;
}

} // namespace

std::vector<FilterCompletion> filterCompletions(QStringView text, qsizetype cursor)
{
    cursor = std::clamp<qsizetype>(cursor, 0, text.size());
    const auto word = wordAt(text, cursor);
    if (!word)
        return {};
    FilterParser parser(text.first(word->position));
    parser.parse();
    std::vector<FilterCompletion> completions;
    for (const int rank : {0, 1}) {
        for (const FilterExpectation &expectation : parser.expectedAtEnd()) {
            for (const Candidate &candidate : candidatesFor(expectation, word->typed)) {
                if (rankOf(candidate, word->typed) == rank) {
                    completions.push_back(
                        {candidate.word, candidate.description, word->position, word->length});
                }
            }
        }
    }
    return completions;
}

} // namespace sockscope
