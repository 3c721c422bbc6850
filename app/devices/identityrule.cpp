// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/devices/identityrule.h"

#include "app/devices/devicelabel.h"
#include "app/filter/jsonpath.h"
#include "app/text/handshakeheads.h"
#include "serverlib/protocol/httphead.h"

#include <algorithm>
#include <array>

namespace sockscope {

namespace {

using By = IdentityRule::By;

constexpr qsizetype MaxKeyValue = 200; // of what a peer says of itself

struct RuleWord
{
    By by;
    QLatin1StringView word;
    bool hasParameter;
};

constexpr std::array<RuleWord, 6> Words{{
    {By::Automatic, QLatin1StringView("automatic"), false},
    {By::Header, QLatin1StringView("header"), true},
    {By::Path, QLatin1StringView("path"), false},
    {By::Subprotocol, QLatin1StringView("subprotocol"), false},
    {By::FirstMessage, QLatin1StringView("first message"), true},
    {By::Address, QLatin1StringView("address"), false},
}};

const RuleWord &wordOf(By by)
{
    return *std::ranges::find(Words, by, &RuleWord::by);
}

QString scalarText(const JsonValue &value)
{
    switch (value.kind) {
    case JsonValue::Kind::String:
        return QString::fromUtf8(value.string);
    case JsonValue::Kind::Number:
        return QString::number(value.number, 'g', 15);
    default: // true, an object: no name
        return {};
    }
}

QString firstMessageField(const IdentityRule &rule, const DeviceTraits &traits)
{
    const auto path = JsonPath::parse(rule.parameter);
    const auto value = path ? jsonValueAt(traits.firstMessage, *path) : std::nullopt;
    return value ? scalarText(*value) : QString();
}

QString chosenTrait(const IdentityRule &rule, const DeviceTraits &traits)
{
    switch (rule.by) {
    case By::Automatic:
        break;
    case By::Header:
        return headerOf(traits.request, rule.parameter);
    case By::Path:
        return pathOf(traits.request);
    case By::Subprotocol:
        return traits.subprotocol;
    case By::FirstMessage:
        return firstMessageField(rule, traits);
    case By::Address:
        return traits.address;
    }
    return {};
}

// Two boards of one make say the same User-Agent, and one board comes back from another port: so the address
// counts, its port does not.
DeviceIdentity automatic(const DeviceTraits &traits)
{
    const DeviceLabel label = deviceLabel(traits.request);
    if (label.source == DeviceLabel::Source::Id)
        return {QStringLiteral("id\n") + label.name, label.name};
    if (label.source == DeviceLabel::Source::Agent)
        return {QStringLiteral("agent\n%1\n%2").arg(label.name, traits.address), label.name};
    const QString place = traits.address.isEmpty() ? QStringLiteral("local socket") : traits.address;
    return {QStringLiteral("address\n") + place, place};
}

} // namespace

QString IdentityRule::fault() const
{
    if (by == By::Header && !ws::isHttpToken(parameter.toUtf8()))
        return QStringLiteral("a header's name is letters, digits and hyphens, such as X-Device-Id, not “%1”")
            .arg(parameter);
    if (by == By::FirstMessage && (parameter.isEmpty() || !JsonPath::parse(parameter)))
        return QStringLiteral("the way to a field is written like .id or .device.serial[0], not “%1”")
            .arg(parameter);
    return {};
}

QString IdentityRule::text() const
{
    const RuleWord &word = wordOf(by);
    return word.hasParameter ? QString(word.word) + u' ' + parameter : QString(word.word);
}

std::optional<IdentityRule> IdentityRule::fromText(const QString &text)
{
    for (const RuleWord &word : Words) {
        if (!word.hasParameter && text == word.word)
            return IdentityRule{word.by, {}};
        if (word.hasParameter && text.startsWith(QString(word.word) + u' '))
            return IdentityRule{word.by, text.sliced(word.word.size() + 1).trimmed()};
    }
    return std::nullopt;
}

DeviceIdentity identify(const IdentityRule &rule, const DeviceTraits &traits)
{
    const QString trait = chosenTrait(rule, traits).left(MaxKeyValue);
    const QString name = printableLabel(trait);
    if (name.isEmpty())
        return automatic(traits);
    // Header names are compared without case (RFC 9110 5.1).
    const QString about = rule.by == By::Header ? rule.text().toLower() : rule.text();
    return {about + u'\n' + trait, name};
}

} // namespace sockscope
