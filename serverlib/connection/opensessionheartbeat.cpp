// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
// How an OpenSession finds out that its peer is gone though nothing says so: a cable was pulled, a device
// hangs.
#include "serverlib/connection/opensession_p.h"

#include <QtEndian>

namespace ws {

void OpenSession::startHeartbeat(std::chrono::milliseconds interval, std::chrono::milliseconds timeout)
{
    if (!m_endpoint.isOpen())
        return;
    if (interval.count() <= 0)
        m_heartbeat.reset();
    else if (!m_heartbeat)
        m_heartbeat = std::make_unique<Heartbeat>();
    if (m_heartbeat)
        m_heartbeat->start(DeadlineWatch::Clock::now(), interval, timeout);
    setDeadlineAt(m_heartbeat ? m_heartbeat->next() : Heartbeat::Never);
}

void OpenSession::beat()
{
    if (!m_heartbeat)
        return;
    const auto now = DeadlineWatch::Clock::now();
    if (m_heartbeat->isPongOverdue(now)) {
        if (!isPongHeldUp()) {
            cutOff({Rule::PongTimeout, 0,
                QStringLiteral("no pong came in %1 ms").arg(m_heartbeat->timeout().count())});
            return;
        }
        m_heartbeat->putOff(now);
    }
    if (m_heartbeat->isPingDue(now)) {
        // Each with a payload of its own: the round trip can be told (RFC 6455 5.5.3).
        const quint64 count = qToBigEndian(m_heartbeat->pinged(now));
        send(Opcode::Ping, QByteArrayView(reinterpret_cast<const char *>(&count), sizeof(count)),
            m_endpoint.masksAnswers());
    }
    if (m_endpoint.isOpen())
        setDeadlineAt(m_heartbeat->next());
}

// A pong cannot overtake the rest of a frame that is still coming, nor what we do not read.
bool OpenSession::isPongHeldUp() const
{
    return !m_reading || (m_heartbeat->hasHeard() && m_endpoint.isWithinFrame());
}

} // namespace ws
