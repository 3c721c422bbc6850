// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/handshakeadvice.h"

#include "app/text/headermeanings.h"
#include "app/text/verdicts.h"
#include "serverlib/protocol/upgrade.h"

namespace sockscope {

namespace {

constexpr auto KeyName = "Sec-WebSocket-Key";
constexpr qsizetype KeyBytes = 16;

QString timesWords(int count)
{
    return QStringLiteral("it came %1 times").arg(count);
}

QString keyWords(const ws::HttpHead &request)
{
    const QByteArray key = request.value(KeyName);
    if (const int count = request.count(KeyName); count != 1)
        return count == 0 ? QStringLiteral("there is none") : timesWords(count);
    const auto strict = QByteArray::fromBase64Encoding(key, QByteArray::AbortOnBase64DecodingErrors);
    if (!strict)
        return QStringLiteral("this is not base64");
    if ((*strict).size() == KeyBytes)
        return QStringLiteral("the padding \"==\" at its end is missing");
    return QStringLiteral("its decoded length is %1, not 16").arg((*strict).size());
}

QString hostWords(const ws::HttpHead &request)
{
    const int count = request.count("Host");
    if (count == 0)
        return QStringLiteral("there is none");
    return count > 1 ? timesWords(count) : QStringLiteral("it is empty");
}

QString syntaxAdvice(QByteArrayView line, QString *seen)
{
    const qsizetype colon = line.indexOf(':');
    if (line.startsWith(' ') || line.startsWith('\t')) {
        *seen = QStringLiteral("the line continues the one before it, which is obsolete (RFC 9112 5.2)");
        return QStringLiteral("Write each header in a line of its own.");
    }
    if (colon > 0 && ws::isHttpToken(line.first(colon).trimmed())) {
        *seen = QStringLiteral("white space between the name and the colon (RFC 9112 5.1)");
        return QStringLiteral("Write the colon directly behind the name.");
    }
    return QStringLiteral("Write name: value, the name of letters, digits and !#$%&'*+-.^_`|~.");
}

} // namespace

QString adviceFor(ws::Rule rule)
{
    return verdictFor(rule).advice;
}

HandshakeFault syntaxFault(const ws::Violation &violation, QByteArrayView line)
{
    HandshakeFault fault{violation.rule, violation.detail, adviceFor(violation.rule)};
    if (violation.rule != ws::Rule::MalformedRequest && violation.rule != ws::Rule::MalformedResponse)
        return fault;
    if (violation.detail.contains(QLatin1StringView("LF")))
        fault.advice = QStringLiteral("End every line with CR LF, in C \"\\r\\n\".");
    else if (violation.detail.startsWith(QLatin1StringView("a header line")))
        fault.advice = syntaxAdvice(line, &fault.seen);
    return fault;
}

HandshakeFault requestFault(const ws::Violation &violation, const ws::HttpHead &request)
{
    HandshakeFault fault{
        violation.rule, {}, adviceFor(violation.rule)}; // the line itself shows what stands there
    if (violation.rule == ws::Rule::InvalidKey)
        fault.seen = keyWords(request);
    else if (violation.rule == ws::Rule::MissingHost)
        fault.seen = hostWords(request);
    else if (violation.detail.startsWith(QLatin1StringView("no ")))
        fault.seen = QStringLiteral("there is none");
    return fault;
}

HandshakeFault responseFault(
    const ws::Violation &violation, const ws::HttpHead &response, const ws::HttpHead &request)
{
    HandshakeFault fault{violation.rule, {}, adviceFor(violation.rule)};
    const QByteArray key = request.value(KeyName);
    const QByteArray offered = request.list("Sec-WebSocket-Protocol").join(", ");
    if (violation.rule == ws::Rule::InvalidAccept) {
        fault.seen = response.contains("Sec-WebSocket-Accept") ? QStringLiteral("this is another value")
                                                               : QStringLiteral("there is none");
        fault.advice =
            QStringLiteral("Write Sec-WebSocket-Accept: %1.").arg(QLatin1StringView(ws::acceptKeyFor(key)));
    } else if (violation.rule == ws::Rule::UnexpectedSubprotocol) {
        fault.advice = offered.isEmpty()
            ? QStringLiteral("Leave the header out: the client offered none.")
            : QStringLiteral("Choose one of %1, or leave the header out.").arg(quotedWords(offered));
    } else if (violation.rule == ws::Rule::UnexpectedExtension) {
        fault.seen = violation.detail;
    } else if (violation.rule == ws::Rule::MissingUpgrade
        || violation.rule == ws::Rule::MissingConnectionUpgrade) {
        const bool isUpgrade = violation.rule == ws::Rule::MissingUpgrade;
        if (!response.contains(isUpgrade ? "Upgrade" : "Connection"))
            fault.seen = QStringLiteral("there is none");
        fault.advice = isUpgrade ? QStringLiteral("Write Upgrade: websocket.")
                                 : QStringLiteral("Write Connection: Upgrade.");
    }
    return fault;
}

} // namespace sockscope
