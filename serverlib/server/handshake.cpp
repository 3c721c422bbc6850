// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/server/handshake_p.h"

#include "serverlib/server/websocketurl_p.h"

#include <utility>

namespace ws {

namespace {

constexpr int ServiceUnavailable = 503; // RFC 9110 15.6.4
constexpr int Unauthorized = 401; // the status that acceptHandler is documented to refuse with

// RFC 9110 10.2.3: what is lacking now may be there in a second.
QList<HttpHeader> headersFor(int status)
{
    return status == ServiceUnavailable ? QList<HttpHeader>{{"Retry-After", "1"}} : QList<HttpHeader>{};
}

} // namespace

Handshake::Handshake(ServerHost *host, quint64 number, std::unique_ptr<Transport> transport)
    : Session(host, number, std::move(transport))
    , m_host(host)
    , m_reader(HttpHeadReader::Kind::Request, host->options().limits)
{ }

void Handshake::start()
{
    tap().connectionAccepted(number(), transport().peerAddress(), transport().peerPort());
    setDeadline(host().options().limits.handshakeTime);
}

void Handshake::bytesReceived(std::span<char> bytes)
{
    if (m_answered)
        return;
    const auto alive = shared_from_this();
    qsizetype consumed = 0;
    const auto result = m_reader.feed({bytes.data(), qsizetype(bytes.size())}, &consumed);
    if (const auto *violation = std::get_if<Violation>(&result)) {
        showRequest(m_reader.buffered());
        refuse(*violation);
    } else if (const auto *head = std::get_if<HttpHead>(&result)) {
        answer(*head, bytes.subspan(size_t(consumed)));
    }
}

void Handshake::answer(const HttpHead &head, std::span<char> rest)
{
    showRequest(head.raw);
    auto request = judged(head);
    if (!request)
        return;
    if (!host().admitsUpgrade()) {
        const QString page =
            QStringLiteral("This server takes %1 connections at a time (backlog), and has them.")
                .arg(host().options().backlog);
        refuse(ServiceUnavailable, page);
        return;
    }
    // A copy: the handler may set another one.
    const AcceptHandler acceptHandler = host().options().acceptHandler;
    const auto subprotocol = acceptHandler ? acceptHandler(request->subprotocols) : QString();
    if (isOver() || m_answered)
        return; // the handler closed or deleted the server
    if (subprotocol) {
        accept(std::move(*request), *subprotocol, rest);
        return;
    }
    const QString offered = request->subprotocols.isEmpty()
        ? QStringLiteral("none")
        : request->subprotocols.join(QStringLiteral(", "));
    refuse(Unauthorized,
        QStringLiteral("No subprotocol of yours is accepted here. You offered: %1.").arg(offered));
}

std::optional<UpgradeRequest> Handshake::judged(const HttpHead &head)
{
    QList<Violation> tolerated;
    auto parsed = parseUpgradeRequest(head, host().options().strictness, &tolerated);
    for (const Violation &violation : std::as_const(tolerated))
        tap().violation(number(), violation, false);
    if (auto *request = std::get_if<UpgradeRequest>(&parsed))
        return std::move(*request);
    refuse(std::get<Violation>(parsed));
    return std::nullopt;
}

void Handshake::accept(UpgradeRequest request, const QString &subprotocol, std::span<char> rest)
{
    m_answered = true;
    auto deflate = agreeToDeflate(request.extensions, host().options().perMessageDeflate);
    QList<HttpHeader> headers;
    if (deflate)
        headers.append({"Sec-WebSocket-Extensions", deflate->header});
    const QByteArray response = upgradeResponse(request, subprotocol, headers);
    transport().write(response);
    tap().handshake(number(), Direction::Sent, response);
    ServerHost &owner = host();
    owner.upgraded({number(), finish(), std::move(request), subprotocol, std::move(deflate)}, rest);
}

void Handshake::turnAway()
{
    if (m_answered)
        return;
    showRequest(m_reader.buffered());
    refuse(ServiceUnavailable, QStringLiteral("This server is closing."));
}

void Handshake::refuse(const Violation &violation)
{
    tap().violation(number(), violation, true);
    refuse(ruleInfo(violation.rule).httpStatus, violation.toString(),
        QStringLiteral("This is a WebSocket server and has no pages: connect a WebSocket client to %1")
            .arg(webSocketUrl(transport().localAddress(), transport().localPort())));
}

void Handshake::refuse(int status, const QString &explanation, const QString &advice)
{
    m_answered = true;
    setDeadline(host().options().limits.closeTime);
    const QString page = advice.isEmpty() ? explanation : explanation + QStringLiteral("\n\n") + advice;
    const QByteArray response = refusalResponse(status, page, headersFor(status));
    transport().write(response);
    transport().close();
    tap().handshake(number(), Direction::Sent, response);
    host().refused(number(), status, explanation);
}

void Handshake::deadlinePassed()
{
    const auto alive = shared_from_this();
    if (m_answered) {
        ServerHost &owner = host();
        abandon();
        owner.handshakeEnded(number());
        return;
    }
    showRequest(m_reader.buffered());
    const qsizetype received = m_reader.buffered().size();
    refuse({Rule::HandshakeTimeout, quint64(received),
        QStringLiteral("%1 bytes came in %2 ms")
            .arg(received)
            .arg(host().options().limits.handshakeTime.count())});
}

void Handshake::abandon()
{
    const auto dropped = finish();
    dropped->abort();
    tellEnd({});
}

void Handshake::disconnected(const QString &error)
{
    const auto alive = shared_from_this();
    if (!m_answered) {
        showRequest(m_reader.buffered());
        const qsizetype received = m_reader.buffered().size();
        tap().violation(number(),
            {Rule::HandshakeIncomplete, quint64(received), QStringLiteral("%1 bytes came").arg(received)},
            true);
    }
    const auto dropped = finish();
    tellEnd(error);
    host().handshakeEnded(number());
}

// Once, and one that did not get to its end as far as it came.
void Handshake::showRequest(QByteArrayView head)
{
    if (!std::exchange(m_requestShown, true) && !head.isEmpty())
        tap().handshake(number(), Direction::Received, head);
}

void Handshake::tellEnd(const QString &transportError)
{
    CloseInfo info;
    info.transportError = transportError;
    tap().connectionEnded(number(), info);
}

} // namespace ws
