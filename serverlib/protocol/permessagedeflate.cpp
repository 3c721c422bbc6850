// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/protocol/permessagedeflate.h"

#include "serverlib/protocol/httphead.h"

#include <QString>

#include <algorithm>

namespace ws {

namespace {

constexpr QByteArrayView Name("permessage-deflate");
constexpr QByteArrayView ServerNoTakeover("server_no_context_takeover");
constexpr QByteArrayView ClientNoTakeover("client_no_context_takeover");
constexpr QByteArrayView ServerBits("server_max_window_bits");
constexpr QByteArrayView ClientBits("client_max_window_bits");
constexpr int MinBits = 8;
constexpr int MaxBits = 15;
constexpr int DefaultLevel = -1; // zlib's
constexpr int BestLevel = 9;

/// The four parameters as written, before anyone judges who may use which.
struct Parameters
{
    bool serverNoTakeover = false;
    bool clientNoTakeover = false;
    std::optional<int> serverBits;
    std::optional<int> clientBits;
    bool clientBitsOpen = false; ///< named without a value: allowed in an offer only
};

// RFC 7692 7.1.2: a decimal integer from 8 to 15 without leading zeroes.
std::optional<int> windowBits(const QByteArray &value)
{
    bool isNumber = false;
    const int bits = value.toInt(&isNumber);
    if (!isNumber || bits < MinBits || bits > MaxBits || QByteArray::number(bits) != value)
        return std::nullopt;
    return bits;
}

bool isRepeated(const Extension &extension)
{
    for (qsizetype i = 0; i < extension.parameters.size(); ++i) {
        for (qsizetype j = 0; j < i; ++j) {
            if (extension.parameters[i].name == extension.parameters[j].name)
                return true;
        }
    }
    return false;
}

// RFC 7692 7: unknown, repeated or ill-valued parameters make an offer or an answer unusable.
std::optional<Parameters> readParameters(const Extension &extension)
{
    if (isRepeated(extension))
        return std::nullopt;
    Parameters result;
    for (const auto &[name, value] : extension.parameters) {
        if (name == ServerNoTakeover && !value) {
            result.serverNoTakeover = true;
        } else if (name == ClientNoTakeover && !value) {
            result.clientNoTakeover = true;
        } else if (name == ServerBits && value) {
            result.serverBits = windowBits(*value);
            if (!result.serverBits)
                return std::nullopt;
        } else if (name == ClientBits) {
            result.clientBitsOpen = !value;
            result.clientBits = value ? windowBits(*value) : std::nullopt;
            if (value && !result.clientBits)
                return std::nullopt;
        } else {
            return std::nullopt;
        }
    }
    return result;
}

// RFC 9110 5.6.4: within quotes, a backslash stands before a character that is meant as it is.
QByteArray unquoted(const QByteArray &value)
{
    if (value.size() < 2 || !value.startsWith('"') || !value.endsWith('"'))
        return value;
    QByteArray plain;
    for (qsizetype i = 1; i < value.size() - 1; ++i) {
        if (value[i] == '\\' && i + 1 < value.size() - 1)
            ++i;
        plain += value[i];
    }
    return plain;
}

void appendFlag(QByteArray *header, QByteArrayView name, bool on)
{
    if (on)
        header->append("; ").append(name);
}

void appendBits(QByteArray *header, QByteArrayView name, int bits, bool always = false)
{
    if (bits < MaxBits || always)
        header->append("; ").append(name).append('=').append(QByteArray::number(bits));
}

DeflateAgreement agree(const Parameters &offer, const DeflateOptions &options)
{
    DeflateParameters agreed;
    agreed.serverNoContextTakeover = offer.serverNoTakeover || options.serverNoContextTakeover;
    agreed.clientNoContextTakeover = offer.clientNoTakeover || options.clientNoContextTakeover;
    agreed.serverMaxWindowBits = std::min(offer.serverBits.value_or(MaxBits), options.serverMaxWindowBits);
    // RFC 7692 7.1.2.2: a client that did not offer the parameter must not be sent it.
    if (offer.clientBits || offer.clientBitsOpen)
        agreed.clientMaxWindowBits =
            std::min(offer.clientBits.value_or(MaxBits), options.clientMaxWindowBits);

    QByteArray header = Name.toByteArray();
    appendFlag(&header, ServerNoTakeover, agreed.serverNoContextTakeover);
    appendFlag(&header, ClientNoTakeover, agreed.clientNoContextTakeover);
    appendBits(&header, ServerBits, agreed.serverMaxWindowBits, offer.serverBits.has_value());
    appendBits(&header, ClientBits, agreed.clientMaxWindowBits);
    return {agreed, header};
}

} // namespace

std::optional<Extension> parseExtension(const QByteArray &item)
{
    const QList<QByteArray> parts = item.split(';');
    Extension extension;
    extension.name = parts.first().trimmed();
    if (!isHttpToken(extension.name))
        return std::nullopt;
    for (const QByteArray &part : parts.sliced(1)) {
        const qsizetype equals = part.indexOf('=');
        Extension::Parameter parameter;
        parameter.name = (equals < 0 ? part : part.first(equals)).trimmed();
        if (equals >= 0) {
            const QByteArray value = unquoted(part.sliced(equals + 1).trimmed());
            // RFC 6455 9.1: a quoted value, unquoted, is a token too. So none has a comma or a semicolon.
            if (!isHttpToken(value))
                return std::nullopt;
            parameter.value = value;
        }
        if (!isHttpToken(parameter.name))
            return std::nullopt;
        extension.parameters.append(parameter);
    }
    return extension;
}

std::optional<DeflateAgreement> agreeToDeflate(const QList<QByteArray> &offers, const DeflateOptions &options)
{
    if (!options.enabled)
        return std::nullopt;
    for (const QByteArray &item : offers) {
        const auto extension = parseExtension(item);
        if (!extension || extension->name != Name)
            continue;
        if (const auto offer = readParameters(*extension))
            return agree(*offer, options);
    }
    return std::nullopt;
}

QString deflateOptionsFault(const DeflateOptions &options)
{
    const auto isWindow = [](int bits) { return bits >= MinBits && bits <= MaxBits; };
    if (!options.enabled)
        return {};
    if (!isWindow(options.serverMaxWindowBits) || !isWindow(options.clientMaxWindowBits))
        return QStringLiteral("the window bits of permessage-deflate are 8 to 15");
    if (options.level < DefaultLevel || options.level > BestLevel)
        return QStringLiteral("the level of compression is 0 to 9, or -1 for zlib's own choice");
    return {};
}

QByteArray deflateOffer(const DeflateOptions &options)
{
    QByteArray header = Name.toByteArray();
    appendFlag(&header, ServerNoTakeover, options.serverNoContextTakeover);
    appendFlag(&header, ClientNoTakeover, options.clientNoContextTakeover);
    appendBits(&header, ServerBits, options.serverMaxWindowBits);
    if (options.clientMaxWindowBits < MaxBits)
        appendBits(&header, ClientBits, options.clientMaxWindowBits);
    else
        appendFlag(&header, ClientBits, true);
    return header;
}

std::variant<DeflateParameters, QString> acceptDeflate(
    const QByteArray &answer, const DeflateOptions &offered)
{
    const auto extension = parseExtension(answer);
    if (!extension || extension->name != Name)
        return QStringLiteral("the answer is not permessage-deflate: %1").arg(QString::fromLatin1(answer));
    const auto chosen = readParameters(*extension);
    if (!chosen || chosen->clientBitsOpen)
        return QStringLiteral("a parameter is unknown, repeated or out of range: %1")
            .arg(QString::fromLatin1(answer));
    // RFC 7692 7.1.1.1 and 7.1.2.1: what was asked of the server must be granted.
    if (offered.serverNoContextTakeover && !chosen->serverNoTakeover)
        return QStringLiteral("server_no_context_takeover was asked for and is missing");
    if (offered.serverMaxWindowBits < MaxBits
        && chosen->serverBits.value_or(MaxBits) > offered.serverMaxWindowBits)
        return QStringLiteral("server_max_window_bits=%1 was asked for").arg(offered.serverMaxWindowBits);
    if (chosen->clientBits.value_or(MinBits) > offered.clientMaxWindowBits) // RFC 7692 7.1.2.2
        return QStringLiteral("client_max_window_bits=%1 is more than was offered").arg(*chosen->clientBits);
    DeflateParameters agreed;
    agreed.serverNoContextTakeover = chosen->serverNoTakeover;
    agreed.clientNoContextTakeover = chosen->clientNoTakeover || offered.clientNoContextTakeover;
    agreed.serverMaxWindowBits = chosen->serverBits.value_or(MaxBits);
    agreed.clientMaxWindowBits = std::min(chosen->clientBits.value_or(MaxBits), offered.clientMaxWindowBits);
    return agreed;
}

} // namespace ws
