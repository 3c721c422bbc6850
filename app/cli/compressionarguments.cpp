// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/compressionarguments.h"

#include <QCommandLineParser>

#include <algorithm>
#include <limits>

namespace sockscope {

namespace {

constexpr int MinWindowBits = 8; // RFC 7692 7.1.2
constexpr int MaxWindowBits = 15;

// nullopt unless the text is digits alone, and a number of that range.
std::optional<int> number(const QString &text, int min, int max)
{
    const bool isDigits =
        std::ranges::all_of(text, [](QChar character) { return character >= u'0' && character <= u'9'; });
    bool ok = false;
    const int value = text.toInt(&ok);
    return ok && isDigits && value >= min && value <= max ? std::optional(value) : std::nullopt;
}

} // namespace

std::optional<OptionsAnswer> CompressionArguments::read(
    const QCommandLineParser &parser, ws::DeflateOptions *options) const
{
    options->enabled = parser.isSet(on);
    for (const QCommandLineOption &option : all()) {
        if (parser.isSet(option) && !options->enabled)
            return refuse(QStringLiteral("--%1 goes with --compression").arg(option.names().constFirst()));
    }
    struct Number
    {
        const QCommandLineOption &option;
        int min, max;
        std::optional<int> value = std::nullopt;
    };
    Number bytes{threshold, 0, std::numeric_limits<int>::max()};
    Number ours{serverBits, MinWindowBits, MaxWindowBits};
    Number theirs{clientBits, MinWindowBits, MaxWindowBits};
    for (Number *wanted : {&bytes, &ours, &theirs}) {
        if (!parser.isSet(wanted->option))
            continue;
        const QString text = parser.value(wanted->option);
        wanted->value = number(text, wanted->min, wanted->max);
        if (!wanted->value)
            return refuse(QStringLiteral("--%1 wants a whole number from %2 to %3, not \"%4\"")
                              .arg(wanted->option.names().constFirst())
                              .arg(wanted->min)
                              .arg(wanted->max)
                              .arg(text));
    }
    options->threshold = bytes.value.value_or(int(options->threshold));
    options->serverMaxWindowBits = ours.value.value_or(options->serverMaxWindowBits);
    options->clientMaxWindowBits = theirs.value.value_or(options->clientMaxWindowBits);
    options->serverNoContextTakeover = parser.isSet(serverForgets);
    options->clientNoContextTakeover = parser.isSet(clientForgets);
    return std::nullopt;
}

} // namespace sockscope
