// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/handshakeguide.h"

#include "app/text/extensionwords.h"
#include "app/text/handshakeadvice.h"
#include "app/text/headermeanings.h"
#include "app/text/headlines.h"
#include "serverlib/protocol/upgrade.h"

#include <algorithm>

namespace sockscope {

namespace {

using Kind = ws::HttpHeadReader::Kind;
using Lines = QList<HandshakeLine>;
using Part = HandshakeLine::Part;

constexpr int SwitchingProtocols = 101;

/// The header that a rule is about; empty for those about the start line or the whole.
QByteArrayView headerOf(ws::Rule rule)
{
    switch (rule) {
    case ws::Rule::MissingHost:
        return "Host";
    case ws::Rule::MissingUpgrade:
        return "Upgrade";
    case ws::Rule::MissingConnectionUpgrade:
        return "Connection";
    case ws::Rule::InvalidVersion:
        return "Sec-WebSocket-Version";
    case ws::Rule::InvalidKey:
        return "Sec-WebSocket-Key";
    case ws::Rule::InvalidSubprotocol:
    case ws::Rule::UnexpectedSubprotocol:
        return "Sec-WebSocket-Protocol";
    case ws::Rule::InvalidExtensions:
    case ws::Rule::UnexpectedExtension:
        return "Sec-WebSocket-Extensions";
    case ws::Rule::InvalidAccept:
        return "Sec-WebSocket-Accept";
    default:
        return {};
    }
}

QString latin1(QByteArrayView bytes)
{
    return QString::fromLatin1(bytes);
}

/// The head as a strict reader finds it: what it stumbles over, if anything.
std::optional<ws::Violation> readerFault(QByteArrayView head, Kind kind)
{
    ws::HttpHeadReader reader(kind, {});
    qsizetype consumed = 0;
    const auto result = reader.feed(head, &consumed);
    if (const auto *violation = std::get_if<ws::Violation>(&result))
        return *violation;
    if (std::holds_alternative<ws::HttpHeadReader::NeedMore>(result))
        return ws::Violation{ws::Rule::HandshakeIncomplete, quint64(head.size()),
            QStringLiteral("%1 bytes came, and no empty line").arg(head.size())};
    return std::nullopt;
}

bool isUnfinished(const std::optional<ws::Violation> &fault)
{
    return fault
        && (fault->rule == ws::Rule::HandshakeIncomplete || fault->rule == ws::Rule::HandshakeTooLarge);
}

Lines plainLines(const HeadLines &head)
{
    Lines lines;
    for (const HeadLine &line : head.lines) {
        lines.append(HandshakeLine{line.offset == 0 ? Part::Start : Part::Header, line.offset,
            line.bytes.size(), latin1(line.name), latin1(line.value), {}, {}});
    }
    return lines;
}

void addMissing(Lines *lines, const QString &name, const HandshakeFault &fault)
{
    lines->append(HandshakeLine{Part::Missing, 0, 0, name, {}, {}, {fault}});
}

/// Puts a fault at the line it is about: of several with one name the last, which is the one too many.
void addFault(Lines *lines, const HandshakeFault &fault)
{
    const QByteArrayView name = headerOf(fault.rule);
    const auto found = std::find_if(lines->rbegin(), lines->rend(), [name](const HandshakeLine &line) {
        return name.isEmpty() ? line.part == Part::Start
                              : latin1(name).compare(line.name.trimmed(), Qt::CaseInsensitive) == 0;
    });
    if (found == lines->rend())
        addMissing(lines, latin1(name), fault);
    else
        found->faults.append(fault);
}

void addReaderFault(Lines *lines, const HeadLines &head, const ws::Violation &violation)
{
    const qsizetype at = isUnfinished(violation) && violation.rule == ws::Rule::HandshakeIncomplete
        ? -1
        : head.lineAt(qsizetype(violation.offset));
    if (at < 0)
        addMissing(lines, QStringLiteral("the empty line that ends the header"),
            {violation.rule, violation.detail, adviceFor(violation.rule)});
    else
        (*lines)[at].faults.append(syntaxFault(violation, head.lines[at].bytes));
}

void addRest(Lines *lines, const HeadLines &head, QByteArrayView bytes, bool isPage)
{
    if (head.restAt >= head.size)
        return;
    constexpr qsizetype MaxShown = 4096;
    const qsizetype size = head.size - head.restAt;
    lines->append(
        {Part::Rest, head.restAt, size, {}, latin1(bytes.sliced(head.restAt, std::min(size, MaxShown))),
            isPage ? QStringLiteral("What follows the header.")
                   : QStringLiteral("More than is explained here: %1 bytes.").arg(size),
            {}});
}

/// Every rule that a request breaks, by the server's own checks. Those stop at a rule that leaves no meaning,
/// so that is mended, and they go on.
QList<ws::Violation> requestFaults(ws::HttpHead head)
{
    QList<ws::Violation> all;
    for (;;) {
        QList<ws::Violation> tolerated;
        const auto result = ws::parseUpgradeRequest(head, ws::Strictness::lenient(), &tolerated);
        const auto *fatal = std::get_if<ws::Violation>(&result);
        if (!fatal)
            return all + tolerated;
        all.append(*fatal);
        if (fatal->rule == ws::Rule::InvalidMethod)
            head.startLine = "GET" + head.startLine.sliced(head.startLine.indexOf(' '));
        else if (fatal->rule == ws::Rule::MissingUpgrade)
            head.headers.append(ws::HttpHeader{"Upgrade", "websocket"});
        else
            return all;
    }
}

/// The same of an answer that agrees, by the client's own checks.
QList<ws::Violation> responseFaults(ws::HttpHead head, const ws::HttpHead &request)
{
    QList<ws::Violation> all;
    if (const QString fault = extensionAnswerFault(head, request); !fault.isEmpty())
        all.append(ws::Violation{ws::Rule::UnexpectedExtension, 0, fault});
    head.headers.removeIf([](const ws::HttpHeader &header) {
        return header.name.compare("Sec-WebSocket-Extensions", Qt::CaseInsensitive) == 0;
    });
    ws::UpgradeOffer offer;
    offer.key = request.value("Sec-WebSocket-Key");
    for (const QByteArray &name : request.list("Sec-WebSocket-Protocol"))
        offer.subprotocols.append(latin1(name));
    QList<ws::Violation> tolerated;
    auto result = ws::parseUpgradeResponse(head, offer, ws::Strictness::lenient(), &tolerated);
    if (const auto *fatal = std::get_if<ws::Violation>(&result)) {
        all.append(*fatal);
        tolerated.clear();
        head.headers.append(ws::HttpHeader{"Upgrade", "websocket"});
        result = ws::parseUpgradeResponse(head, offer, ws::Strictness::lenient(), &tolerated);
    }
    return all + tolerated;
}

} // namespace

QList<HandshakeLine> explainRequest(QByteArrayView request)
{
    const HeadLines head = HeadLines::of(request);
    Lines lines = plainLines(head);
    if (lines.isEmpty())
        return lines;
    const auto syntax = readerFault(request, Kind::Request);
    if (syntax)
        addReaderFault(&lines, head, *syntax);
    const ws::HttpHead read = head.tolerant();
    const bool isStartSound = lines.first().faults.isEmpty();
    for (const ws::Violation &violation : isStartSound ? requestFaults(read) : QList<ws::Violation>()) {
        const QByteArrayView name = headerOf(violation.rule);
        if (isUnfinished(syntax) && !name.isEmpty() && !read.contains(name))
            continue; // it may have been about to come
        addFault(&lines, requestFault(violation, read));
    }
    for (HandshakeLine &line : lines) {
        const QByteArray name = line.name.trimmed().toLatin1();
        if (line.part == Part::Start)
            line.meaning = requestLineMeaning(read.startLine);
        else if (line.part == Part::Header && !name.isEmpty())
            line.meaning = requestHeaderMeaning(name, line.value.toLatin1());
    }
    addRest(&lines, head, request, false);
    return lines;
}

QList<HandshakeLine> explainResponse(QByteArrayView response, QByteArrayView request)
{
    const HeadLines head = HeadLines::of(response);
    Lines lines = plainLines(head);
    if (lines.isEmpty())
        return lines;
    const auto syntax = readerFault(response, Kind::Response);
    if (syntax)
        addReaderFault(&lines, head, *syntax);
    const ws::HttpHead read = head.tolerant();
    const ws::HttpHead asked = HeadLines::of(request).tolerant();
    const int status = ws::httpStatus(read);
    if (status == 0 && lines.first().faults.isEmpty())
        addFault(&lines,
            {ws::Rule::MalformedResponse, quotedWords(read.startLine),
                adviceFor(ws::Rule::MalformedResponse)});
    if (status == SwitchingProtocols && !isUnfinished(syntax) && !request.isEmpty()) {
        for (const ws::Violation &violation : responseFaults(read, asked))
            addFault(&lines, responseFault(violation, read, asked));
    }
    for (HandshakeLine &line : lines) {
        const QByteArray name = line.name.trimmed().toLatin1();
        if (line.part == Part::Start)
            line.meaning = statusLineMeaning(read.startLine);
        else if (line.part == Part::Header && !name.isEmpty())
            line.meaning = responseHeaderMeaning(name, line.value.toLatin1(), asked);
    }
    addRest(&lines, head, response, head.lines.size() < HeadLines::MaxLines);
    return lines;
}

} // namespace sockscope
