// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/server/handshake_p.h"

#include "serverlib/server/deadline_p.h"

namespace ws {

Handshake::Handshake(quint64 number, std::unique_ptr<Transport> transport, const Limits &limits,
    const Strictness &strictness, HandshakeOwner *owner)
    : m_number(number)
    , m_transport(std::move(transport))
    , m_limits(limits)
    , m_strictness(strictness)
    , m_owner(owner)
    , m_reader(HttpHeadReader::Kind::Request, limits)
    , m_deadline(deadlineAfter(limits.handshakeTime))
{
    m_transport->setHandler(this);
}

void Handshake::bytesReceived(QByteArrayView bytes)
{
    if (m_state != State::Reading)
        return;
    qsizetype consumed = 0;
    const auto result = m_reader.feed(bytes, &consumed);
    if (const auto *violation = std::get_if<Violation>(&result)) {
        if (FrameTap *tap = m_owner->tap())
            tap->handshake(m_number, Direction::Received, m_reader.buffered());
        refuse(*violation);
    } else if (const auto *head = std::get_if<HttpHead>(&result)) {
        answer(*head, bytes.sliced(consumed));
    }
}

void Handshake::answer(const HttpHead &head, QByteArrayView rest)
{
    FrameTap *tap = m_owner->tap();
    if (tap != nullptr)
        tap->handshake(m_number, Direction::Received, head.raw);
    QList<Violation> tolerated;
    const auto parsed = parseUpgradeRequest(head, m_strictness, &tolerated);
    for (const Violation &violation : tolerated) {
        if (tap != nullptr)
            tap->violation(m_number, violation, false);
    }
    if (const auto *violation = std::get_if<Violation>(&parsed)) {
        refuse(*violation);
        return;
    }
    const auto &request = std::get<UpgradeRequest>(parsed);
    const HandshakeVerdict verdict = m_owner->judge(request);
    if (verdict.refusedStatus != 0) {
        refuse(verdict.refusedStatus, verdict.explanation, verdict.headers);
        return;
    }
    const QByteArray response = upgradeResponse(request, verdict.subprotocol, verdict.headers);
    m_transport->write(response);
    if (tap != nullptr)
        tap->handshake(m_number, Direction::Sent, response);
    m_state = State::Done;
    m_owner->handshakeAccepted(this, request, verdict.subprotocol, rest);
}

void Handshake::refuse(const Violation &violation)
{
    const RuleInfo &info = ruleInfo(violation.rule);
    if (FrameTap *tap = m_owner->tap())
        tap->violation(m_number, violation, true);
    const QString page = QStringLiteral("This is a WebSocket server: connect with a WebSocket client.\n%1")
                             .arg(violation.toString());
    refuse(info.httpStatus, page);
}

void Handshake::refuse(int status, const QString &explanation, const QList<HttpHeader> &headers)
{
    const QByteArray response = refusalResponse(status, explanation, headers);
    m_state = State::Refused;
    m_deadline = deadlineAfter(m_limits.closeTime);
    m_transport->write(response);
    m_transport->close();
    if (FrameTap *tap = m_owner->tap())
        tap->handshake(m_number, Direction::Sent, response);
    m_owner->handshakeRefused(this, status, explanation);
}

void Handshake::checkDeadline()
{
    if (!m_deadline.hasExpired())
        return;
    if (m_state == State::Refused) {
        abort();
    } else if (m_state == State::Reading) {
        if (FrameTap *tap = m_owner->tap(); tap != nullptr && !m_reader.buffered().isEmpty())
            tap->handshake(m_number, Direction::Received, m_reader.buffered());
        refuse({Rule::HandshakeTimeout, quint64(m_reader.buffered().size()),
            QStringLiteral("%1 bytes came in %2 ms")
                .arg(m_reader.buffered().size())
                .arg(m_limits.handshakeTime.count())});
    }
}

void Handshake::abort()
{
    if (m_state == State::Done)
        return;
    m_transport->abort();
    end({});
}

void Handshake::disconnected(const QString &error)
{
    if (m_state == State::Done)
        return;
    FrameTap *tap = m_owner->tap();
    if (m_state == State::Reading && tap != nullptr) {
        const QByteArray &buffered = m_reader.buffered();
        if (!buffered.isEmpty())
            tap->handshake(m_number, Direction::Received, buffered);
        tap->violation(m_number,
            {Rule::HandshakeIncomplete, quint64(buffered.size()),
                QStringLiteral("%1 bytes came").arg(buffered.size())},
            true);
    }
    end(error);
}

void Handshake::end(const QString &error)
{
    m_state = State::Done;
    CloseInfo info;
    info.transportError = error;
    if (FrameTap *tap = m_owner->tap())
        tap->connectionEnded(m_number, info);
    m_owner->handshakeEnded(this);
}

} // namespace ws
