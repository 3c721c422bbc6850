// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
// Who is let in: the path, the backlog, and what the program's hooks say. A hook may close or delete the
// server, and may set another hook: each is called as a copy, and nothing holds behind it but isDecided().
#include "serverlib/server/handshake_p.h"

#include "serverlib/protocol/extraheaders.h"
#include "serverlib/server/websocketurl_p.h"

#include <utility>

namespace ws {

namespace {

constexpr int NotFound = 404; // RFC 6455 4.2.2: the answer to a resource name that is not served
constexpr int Unauthorized = 401; // the status that acceptHandler is documented to refuse with
constexpr int InternalError = 500;
constexpr int FirstRefusal = 300;
constexpr int LastRefusal = 599;

} // namespace

void Handshake::admit(UpgradeRequest request, std::span<char> rest)
{
    if (!isServed(request) || !isWelcome(request))
        return;
    const auto subprotocol = chooseSubprotocol(request);
    if (!subprotocol)
        return;
    auto headers = collectHeaders(request);
    if (!headers)
        return;
    m_answered = true;
    auto deflate = agreeToDeflate(request.extensions, host().options().perMessageDeflate);
    if (deflate)
        headers->prepend({"Sec-WebSocket-Extensions", deflate->header});
    QByteArray response = upgradeResponse(request, *subprotocol, *headers);
    if (const AnswerHook &hook = host().options().answerHook)
        hook(number(), &response);
    transport().write(response);
    tap().handshake(number(), Direction::Sent, response);
    ServerHost &owner = host();
    owner.upgraded({number(), finish(), m_peer, std::move(request), *subprotocol, std::move(deflate)}, rest);
}

bool Handshake::isServed(const UpgradeRequest &request)
{
    const ServerOptions &options = host().options();
    if (!options.path.isEmpty() && request.plainPath() != options.path.toLatin1()) {
        refuse({NotFound,
                   QStringLiteral("There is nothing at %1: this server's path is %2")
                       .arg(QString::fromLatin1(request.plainPath()), options.path),
                   {}},
            QStringLiteral("Connect to %1").arg(url()));
        return false;
    }
    if (!host().admitsUpgrade()) {
        refuse({ServiceUnavailable,
            QStringLiteral("This server takes %1 connections at a time (backlog), and has them.")
                .arg(options.backlog),
            {}});
        return false;
    }
    return true;
}

bool Handshake::isWelcome(const UpgradeRequest &request)
{
    const VerifyClient verifyClient = host().options().verifyClient;
    if (!verifyClient)
        return true;
    const bool secure = transport().tlsInfo().has_value();
    const auto verdict = verifyClient(request, {m_peer.address(), m_peer.port(), secure, number()});
    if (isDecided())
        return false;
    const auto *refusal = std::get_if<Refusal>(&verdict);
    if (refusal == nullptr)
        return true;
    if (refusal->status < FirstRefusal || refusal->status > LastRefusal)
        refuseOwnFault(QStringLiteral("Status %1 refuses nothing").arg(refusal->status));
    else if (const QString fault = extraHeadersFault(refusal->headers); !fault.isEmpty())
        refuseOwnFault(fault);
    else
        refuse(*refusal);
    return false;
}

std::optional<QString> Handshake::chooseSubprotocol(const UpgradeRequest &request)
{
    const AcceptHandler acceptHandler = host().options().acceptHandler;
    const HandleProtocols handleProtocols = host().options().handleProtocols;
    std::optional<QString> chosen = QString();
    if (acceptHandler)
        chosen = acceptHandler(request.subprotocols);
    else if (handleProtocols && !request.subprotocols.isEmpty())
        chosen = handleProtocols(request.subprotocols, request).value_or(QString());
    if (isDecided())
        return std::nullopt;
    if (!chosen) {
        const QString offered = request.subprotocols.isEmpty()
            ? QStringLiteral("none")
            : request.subprotocols.join(QStringLiteral(", "));
        refuse({Unauthorized,
            QStringLiteral("No subprotocol of yours is accepted here. You offered: %1.").arg(offered), {}});
    } else if (!isHttpFieldValue(chosen->toLatin1())) {
        refuseOwnFault(QStringLiteral("The subprotocol has a control character"));
        chosen.reset();
    }
    return chosen;
}

std::optional<QList<HttpHeader>> Handshake::collectHeaders(const UpgradeRequest &request)
{
    QList<HttpHeader> headers = host().options().headers;
    const HeadersHandler headersHandler = host().options().headersHandler;
    if (!headersHandler)
        return headers;
    const QList<HttpHeader> added = headersHandler(request);
    if (isDecided())
        return std::nullopt;
    if (const QString fault = extraHeadersFault(added); !fault.isEmpty()) {
        refuseOwnFault(fault);
        return std::nullopt;
    }
    return headers + added;
}

// What a hook returned cannot be sent. The program's developer reads it in handshakeRefused().
void Handshake::refuseOwnFault(const QString &fault)
{
    refuse({InternalError, QStringLiteral("This server's program answered wrongly. %1.").arg(fault), {}});
}

QString Handshake::url()
{
    // At a local socket there is no other address than the server's own.
    if (!host().options().localName.isEmpty())
        return host().url();
    const ServerOptions &options = host().options();
    const SocketEnd local = transport().local();
    return webSocketUrl(options.tls.has_value(), local.address(), local.port(), options.path);
}

} // namespace ws
