// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
// What an OpenSession makes of its endpoint's events.
#include "serverlib/connection/opensession_p.h"

namespace ws {

void OpenSession::output(QByteArrayView head, QByteArrayView payload)
{
    if (isSilent())
        return;
    m_mostPending += head.size() + payload.size();
    transport().write(head, payload);
}

void OpenSession::outputShared(const QByteArray &bytes)
{
    if (isSilent())
        return;
    m_mostPending += bytes.size();
    transport().writeShared(bytes);
}

void OpenSession::frameReceived(const FrameView &frame)
{
    if (isSilent())
        return;
    if (m_stamped && frame.header.opcode == Opcode::Pong)
        tellRoundTrip(frame.payload);
    tap().frame(number(), Direction::Received, frame);
}

void OpenSession::tellRoundTrip(QByteArrayView payload)
{
    const std::optional<qint64> mark = m_stamped->answered(payload);
    if (const auto elapsed = mark ? transport().elapsedSince(quint32(*mark)) : std::nullopt)
        tap().roundTrip(number(), *elapsed);
}

void OpenSession::frameSent(const FrameView &frame)
{
    tap().frame(number(), Direction::Sent, frame);
    if (frame.header.opcode == Opcode::Ping && !isSilent() && tap().wantsRoundTrips())
        stampPing(frame.payload);
}

void OpenSession::stampPing(QByteArrayView payload)
{
    const std::optional<quint32> mark = transport().stampOutput();
    if (!mark)
        return;
    if (!m_stamped)
        m_stamped = std::make_unique<OutstandingPings>();
    m_stamped->sent(payload, *mark);
}

void OpenSession::closeReceived(quint16 code, QByteArrayView reason)
{
    closeInfo().code = code;
    closeInfo().reason = QString::fromUtf8(reason);
    closeInfo().clean = true; // an endpoint that is open answers at once
    m_closeReceived = true;
}

void OpenSession::violationFound(const Violation &violation, bool fatal)
{
    if (isOver())
        return;
    // The peer's own code stands, even if it does not end the connection after its Close.
    if (fatal && !m_closeReceived)
        closeInfo().code = quint16(ruleInfo(violation.rule).closeCode);
    tap().violation(number(), violation, fatal);
    tellViolation(violation, fatal);
}

} // namespace ws
