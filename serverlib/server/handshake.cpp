// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
// The life of a handshake: reading, timing, refusing. Who is let in is decided in handshakeadmission.cpp.
#include "serverlib/server/handshake_p.h"

#include <algorithm>
#include <utility>

namespace ws {

namespace {

constexpr int NoStatus = 0; // for a peer that HTTP cannot answer

// RFC 8446 5.1 and 6: a record of type alert, version as in a ClientHello, 2 bytes: fatal, handshake_failure.
constexpr QByteArrayView TlsHandshakeFailure("\x15\x03\x01\x00\x02\x02\x28", 7);

} // namespace

Handshake::Handshake(ServerHost *host, quint64 number, std::unique_ptr<Transport> transport)
    : Session(host, number, std::move(transport))
    , m_host(host)
    , m_peer(this->transport().peer())
    , m_reader(HttpHeadReader::Kind::Request, host->options().limits)
    , m_securing(host->options().tls.has_value())
{ }

void Handshake::start()
{
    if (host().isTapped()) // to ask for the local end is a system call
        tap().connectionAccepted(number(), m_peer, transport().local());
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
        refuse(m_notTls.value_or(*violation));
    } else if (const auto *head = std::get_if<HttpHead>(&result)) {
        answer(*head, bytes.subspan(size_t(consumed)));
    }
}

void Handshake::answer(const HttpHead &head, std::span<char> rest)
{
    showRequest(head.raw);
    if (m_notTls)
        refuse(*m_notTls);
    else if (auto request = judged(head))
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
    if (violation.rule == Rule::TlsOnPlain)
        transport().write(TlsHandshakeFailure);
    refuse({ruleInfo(violation.rule).httpStatus, violation.toString(), {}},
        QStringLiteral("This is a WebSocket server and has no pages: connect a WebSocket client to %1")
            .arg(url()));
}

void Handshake::refuse(Refusal refusal, const QString &advice)
{
    m_answered = true;
    setDeadline(host().options().limits.closeTime);
    if (m_securing || refusal.status == NoStatus) {
        transport().close();
        host().refused(number(), NoStatus, refusal.reason);
        return;
    }
    // RFC 9110 10.2.3: what is lacking now may be there in a second.
    const bool saysWhen = std::ranges::any_of(refusal.headers, [](const HttpHeader &header) {
        return header.name.compare("Retry-After", Qt::CaseInsensitive) == 0;
    });
    if (refusal.status == ServiceUnavailable && !saysWhen)
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
    const auto time = host().options().limits.handshakeTime.count();
    const qsizetype received = m_reader.buffered().size();
    if (m_notTls)
        refuse(*m_notTls);
    else if (m_securing)
        refuse({Rule::TlsFailed, 0, QStringLiteral("its handshake was not done in %1 ms").arg(time)});
    else
        refuse({Rule::HandshakeTimeout, quint64(received),
            QStringLiteral("%1 bytes came in %2 ms").arg(received).arg(time)});
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
        // Such a client has not said why: it checks a certificate when TLS is done already.
        const QString mistrust = received == 0 && transport().tlsInfo()
            ? QStringLiteral(" after the TLS handshake: the client may not trust the certificate")
            : QString();
        const Violation incomplete{Rule::HandshakeIncomplete, quint64(received),
            QStringLiteral("%1 bytes came").arg(received) + mistrust};
        tap().violation(number(), m_notTls.value_or(incomplete), true);
    }
    const auto dropped = finish();
    tellEnd(error);
    host().handshakeEnded(number());
}

void Handshake::secured(const TlsInfo &info)
{
    m_securing = false;
    tap().secured(number(), info);
}

void Handshake::securityFailed(const Violation &violation)
{
    const auto alive = shared_from_this();
    if (violation.rule == Rule::PlainOnTls) {
        // Answered once its request is whole: that shows whose it is.
        m_securing = false;
        m_notTls = violation;
    } else if (!m_answered) {
        showRequest(m_reader.buffered());
        refuse(violation);
    }
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
