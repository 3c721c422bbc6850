// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/filterliterals.h"

#include <QStringList>

#include <cmath>

namespace sockscope {

namespace {

struct Unit
{
    QLatin1StringView name;
    qint64 factor;
};

constexpr qint64 Kibi = 1024;
constexpr Unit SizeUnits[] = {
    {QLatin1StringView(""), 1},
    {QLatin1StringView("b"), 1},
    {QLatin1StringView("k"), Kibi},
    {QLatin1StringView("kib"), Kibi},
    {QLatin1StringView("kb"), 1000},
    {QLatin1StringView("m"), Kibi *Kibi},
    {QLatin1StringView("mib"), Kibi *Kibi},
    {QLatin1StringView("mb"), 1'000'000},
    {QLatin1StringView("g"), Kibi *Kibi *Kibi},
    {QLatin1StringView("gib"), Kibi *Kibi *Kibi},
    {QLatin1StringView("gb"), 1'000'000'000},
};
constexpr qint64 Second = 1'000'000'000;
constexpr Unit DurationUnits[] = {
    {QLatin1StringView("ns"), 1},
    {QLatin1StringView("us"), 1'000},
    {QLatin1StringView("\xb5s"), 1'000}, // µs
    {QLatin1StringView("ms"), 1'000'000},
    {QLatin1StringView("s"), Second},
    {QLatin1StringView("min"), 60 * Second},
    {QLatin1StringView("h"), 3600 * Second},
};
constexpr Unit NoUnit[] = {{QLatin1StringView(""), 1}};

std::span<const Unit> unitsOf(FilterType type)
{
    switch (type) {
    case FilterType::Size:
        return SizeUnits;
    case FilterType::Duration:
        return DurationUnits;
    default:
        return NoUnit;
    }
}

// How many characters of @p word are a decimal figure.
qsizetype figureLength(QStringView word)
{
    qsizetype length = word.startsWith(u'-') ? 1 : 0;
    while (length < word.size() && ((word[length] >= u'0' && word[length] <= u'9') || word[length] == u'.'))
        ++length;
    return length;
}

// figure * factor, exactly; nullopt when that is no whole number, or too large.
std::optional<qint64> scaled(QStringView figure, qint64 factor)
{
    bool isWhole = false;
    const qint64 whole = figure.toLongLong(&isWhole);
    qint64 product = 0;
    if (isWhole)
        return qMulOverflow(whole, factor, &product) ? std::nullopt : std::optional(product);
    bool isNumber = false;
    const double real = figure.toDouble(&isNumber) * double(factor);
    constexpr double MaxExact = 9e15; // beyond, a double has no fraction to judge by
    const bool fits = isNumber && figure.contains(u'.') && std::abs(real) < MaxExact;
    return fits && std::abs(real - std::round(real)) < 1e-6 ? std::optional(std::llround(real))
                                                            : std::nullopt;
}

std::optional<qint64> figure(FilterType type, QStringView word)
{
    if (word.startsWith(QLatin1StringView("0x"), Qt::CaseInsensitive) && type != FilterType::Duration) {
        bool isNumber = false;
        const qint64 value = word.sliced(2).toLongLong(&isNumber, 16);
        return isNumber ? std::optional(value) : std::nullopt;
    }
    const qsizetype length = figureLength(word);
    const QStringView unit = word.sliced(length);
    if (type == FilterType::Duration && word == QLatin1StringView("0"))
        return 0;
    for (const Unit &candidate : unitsOf(type)) {
        if (unit.compare(candidate.name, Qt::CaseInsensitive) == 0)
            return scaled(word.first(length), candidate.factor);
    }
    return std::nullopt;
}

QString expectedWords(const FilterField &field)
{
    constexpr size_t MaxNames = 8;
    if (field.values.empty())
        return filterTypeWords(field.type);
    QStringList names;
    for (const FilterValueName &value :
        std::span(field.values).first(std::min(field.values.size(), MaxNames)))
        names.append(value.name);
    if (field.values.size() > MaxNames)
        names.append(QStringLiteral("..."));
    const QString choice = QStringLiteral("one of ") + names.join(QStringLiteral(", "));
    return field.type == FilterType::Number ? QStringLiteral("a number or ") + choice : choice;
}

} // namespace

std::optional<qint64> integerLiteral(const FilterField &field, QStringView word, QString *error)
{
    if (const auto named = filterValueNamed(field, word))
        return named;
    if (field.type == FilterType::Flag) {
        if (word == QLatin1StringView("1")
            || word.compare(QLatin1StringView("true"), Qt::CaseInsensitive) == 0)
            return 1;
        if (word == QLatin1StringView("0")
            || word.compare(QLatin1StringView("false"), Qt::CaseInsensitive) == 0)
            return 0;
    } else if (field.type != FilterType::Choice) {
        if (const auto value = figure(field.type, word))
            return value;
    }
    *error = QStringLiteral("expected %1, not \"%2\"").arg(expectedWords(field), word);
    return std::nullopt;
}

IntegerSet integersFor(FilterOperator op, qint64 value)
{
    value = std::max(value, IntegerSet::All.first);
    const IntegerRange below{IntegerSet::All.first, value - 1};
    const IntegerRange above{value == IntegerSet::All.last ? value : value + 1, IntegerSet::All.last};
    const IntegerRange same{value, value};
    switch (op) {
    case FilterOperator::Equal:
        return IntegerSet({same});
    case FilterOperator::NotEqual:
        return IntegerSet({same}).complement();
    case FilterOperator::Less:
        return IntegerSet({below});
    case FilterOperator::LessEqual:
        return IntegerSet({below, same});
    case FilterOperator::Greater:
        return value == IntegerSet::All.last ? IntegerSet() : IntegerSet({above});
    case FilterOperator::GreaterEqual:
        return IntegerSet({same, above});
    default:
        return IntegerSet({IntegerSet::All});
    }
}

JsonOperand jsonOperand(QStringView word)
{
    if (word == QLatin1StringView("null"))
        return nullptr;
    if (word == QLatin1StringView("true"))
        return true;
    if (word == QLatin1StringView("false"))
        return false;
    bool isNumber = false;
    const double number = word.toDouble(&isNumber);
    if (isNumber && std::isfinite(number))
        return NumberInterval{number, number};
    return word.toUtf8();
}

bool looksLikeHex(QStringView word)
{
    return std::ranges::all_of(word,
        [](QChar character) { return QStringLiteral("0123456789abcdefABCDEFxX:").contains(character); });
}

} // namespace sockscope
