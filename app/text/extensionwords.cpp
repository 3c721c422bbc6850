// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/extensionwords.h"

#include "app/text/headermeanings.h"
#include "serverlib/protocol/permessagedeflate.h"

#include <QStringList>

#include <algorithm>

namespace sockscope {

namespace {

constexpr auto HeaderName = "Sec-WebSocket-Extensions";
constexpr qsizetype MaxExplained = 4; // of a list that a peer makes as long as it likes
constexpr qsizetype MaxJudged = 16; // the same, of answers
constexpr int MaxBits = 15;

using Parameter = ws::Extension::Parameter;

QString windowWords(const QString &whose, const Parameter &parameter)
{
    if (!parameter.value)
        return QStringLiteral("%1 window may be chosen by the server").arg(whose);
    const int bits = std::clamp((*parameter.value).toInt(), 0, MaxBits);
    return QStringLiteral("%1 window is at most %2 bytes").arg(whose).arg(1 << bits);
}

QString parameterWords(const Parameter &parameter)
{
    if (parameter.name == "server_no_context_takeover")
        return QStringLiteral("the server compresses each message by itself");
    if (parameter.name == "client_no_context_takeover")
        return QStringLiteral("the client compresses each message by itself");
    if (parameter.name == "server_max_window_bits")
        return windowWords(QStringLiteral("the server's"), parameter);
    if (parameter.name == "client_max_window_bits")
        return windowWords(QStringLiteral("the client's"), parameter);
    return quotedWords(parameter.name) + QStringLiteral(", which RFC 7692 does not know");
}

QString itemWords(const QByteArray &item)
{
    const auto extension = ws::parseExtension(item);
    if (!extension)
        return quotedWords(item) + QStringLiteral(", which cannot be read");
    if (extension->name != "permessage-deflate")
        return quotedWords(extension->name) + QStringLiteral(", which this bench does not know");
    QStringList words;
    for (const Parameter &parameter :
        extension->parameters.first(std::min(extension->parameters.size(), MaxExplained)))
        words.append(parameterWords(parameter));
    const auto name = QStringLiteral("permessage-deflate, compressed messages by RFC 7692");
    return words.isEmpty() ? name : name + QStringLiteral(" (") + words.join(QStringLiteral("; ")) + u')';
}

QString listWords(const QByteArray &value)
{
    const QList<QByteArray> items = ws::HttpHead{{}, {}, {{HeaderName, value}}}.list(HeaderName);
    QStringList words;
    for (const QByteArray &item : items.first(std::min(items.size(), MaxExplained)))
        words.append(itemWords(item));
    if (items.size() > MaxExplained)
        words.append(QStringLiteral("%1 more").arg(items.size() - MaxExplained));
    return words.join(QStringLiteral("; or "));
}

ws::DeflateOptions optionsOf(const ws::Extension &offer)
{
    ws::DeflateOptions options;
    options.enabled = true;
    for (const Parameter &parameter : offer.parameters) {
        const int bits = parameter.value ? (*parameter.value).toInt() : MaxBits;
        if (parameter.name == "server_no_context_takeover")
            options.serverNoContextTakeover = true;
        else if (parameter.name == "client_no_context_takeover")
            options.clientNoContextTakeover = true;
        else if (parameter.name == "server_max_window_bits")
            options.serverMaxWindowBits = bits;
        else if (parameter.name == "client_max_window_bits")
            options.clientMaxWindowBits = bits;
    }
    return options;
}

// Fits one of the offers of its name, or why not.
QString answerFault(const QByteArray &answer, const QList<QByteArray> &offers)
{
    const auto extension = ws::parseExtension(answer);
    if (!extension)
        return quotedWords(answer) + QStringLiteral(" cannot be read");
    QString fault = quotedWords(extension->name) + QStringLiteral(" was not offered");
    for (const QByteArray &item : offers) {
        const auto offer = ws::parseExtension(item);
        if (!offer || offer->name != extension->name)
            continue;
        if (offer->name != "permessage-deflate")
            return {};
        const auto accepted = ws::acceptDeflate(answer, optionsOf(*offer));
        if (!std::holds_alternative<QString>(accepted))
            return {};
        fault = std::get<QString>(accepted);
    }
    return fault;
}

} // namespace

QString extensionOffer(const QByteArray &value)
{
    const QString list = listWords(value);
    return list.isEmpty() ? QStringLiteral("Should list the extensions that the client offers.")
                          : QStringLiteral("Offers %1.").arg(list);
}

QString extensionAnswer(const QByteArray &value)
{
    const QString list = listWords(value);
    return list.isEmpty() ? QStringLiteral("Agrees to no extension.")
                          : QStringLiteral("Agrees to %1.").arg(list);
}

QString extensionAnswerFault(const ws::HttpHead &response, const ws::HttpHead &request)
{
    const QList<QByteArray> offers = request.list(HeaderName);
    const QList<QByteArray> answers = response.list(HeaderName);
    for (const QByteArray &answer : answers.first(std::min(answers.size(), MaxJudged))) {
        if (const QString fault = answerFault(answer, offers); !fault.isEmpty())
            return fault;
    }
    return {};
}

} // namespace sockscope
