// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
// The life of a handshake: reading, timing, refusing. Who is let in is decided in handshakeadmission.cpp.
#include "serverlib/server/handshake_p.h"

#include <utility>

namespace ws {

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
    if (auto request = judged(head))
        admit(std::move(*request), rest);
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

void Handshake::turnAway()
{
    if (m_answered)
        return;
    showRequest(m_reader.buffered());
    refuse({ServiceUnavailable, QStringLiteral("This server is closing."), {}});
}

void Handshake::refuse(const Violation &violation)
{
    tap().violation(number(), violation, true);
    refuse({ruleInfo(violation.rule).httpStatus, violation.toString(), {}},
        QStringLiteral("This is a WebSocket server and has no pages: connect a WebSocket client to %1")
            .arg(url()));
}

void Handshake::refuse(Refusal refusal, const QString &advice)
{
    m_answered = true;
    setDeadline(host().options().limits.closeTime);
    // RFC 9110 10.2.3: what is lacking now may be there in a second.
    if (refusal.status == ServiceUnavailable)
        refusal.headers.prepend({"Retry-After", "1"});
    const QString page = advice.isEmpty() ? refusal.reason : refusal.reason + QStringLiteral("\n\n") + advice;
    const QByteArray response = refusalResponse(refusal.status, page, refusal.headers);
    transport().write(response);
    transport().close();
    tap().handshake(number(), Direction::Sent, response);
    host().refused(number(), refusal.status, refusal.reason);
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
