// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
// What a ConnectionDriver makes of its endpoint's events. Receivers of signals may end the connection or the
// server: after an emit nothing holds but what
// isSilent() says.
#include "serverlib/server/connectiondriver_p.h"

#include <QMetaMethod>

namespace ws {

void ConnectionDriver::output(QByteArrayView head, QByteArrayView payload)
{
    if (!isSilent())
        transport().write(head, payload);
}

void ConnectionDriver::frameReceived(const FrameView &frame)
{
    if (!isSilent())
        tap().frame(number(), Direction::Received, frame);
}

void ConnectionDriver::frameSent(const FrameView &frame)
{
    tap().frame(number(), Direction::Sent, frame);
}

// A QByteArray and a signal are the dearest part of a small message: both only where somebody listens.
void ConnectionDriver::messageReceived(Opcode opcode, QByteArrayView payload)
{
    if (isSilent())
        return;
    if (const MessageHandler &handler = serverOptions().messageHandler)
        handler(m_connection, payload, opcode == Opcode::Binary);
    if (m_connection->m_messagesWanted && !isSilent())
        emit m_connection->messageReceived(payload.toByteArray(), opcode == Opcode::Binary);
}

void ConnectionDriver::pingReceived(QByteArrayView payload)
{
    static const QMetaMethod signal = QMetaMethod::fromSignal(&WebSocketConnection::pingReceived);
    if (!isSilent() && m_connection->isSignalConnected(signal))
        emit m_connection->pingReceived(payload.toByteArray());
}

void ConnectionDriver::pongReceived(QByteArrayView payload)
{
    static const QMetaMethod signal = QMetaMethod::fromSignal(&WebSocketConnection::pongReceived);
    if (!isSilent() && m_connection->isSignalConnected(signal))
        emit m_connection->pongReceived(payload.toByteArray());
}

void ConnectionDriver::closeReceived(quint16 code, QByteArrayView reason)
{
    m_closeInfo.code = code;
    m_closeInfo.reason = QString::fromUtf8(reason);
    m_closeInfo.clean = true; // an endpoint that is open answers at once
    m_closeReceived = true;
}

void ConnectionDriver::violationFound(const Violation &violation, bool fatal)
{
    if (isOver())
        return;
    // The peer's own code stands, even if it does not end the connection after its Close.
    if (fatal && !m_closeReceived)
        m_closeInfo.code = quint16(ruleInfo(violation.rule).closeCode);
    tap().violation(number(), violation, fatal);
    emit m_connection->errorOccurred(violation, fatal);
}

} // namespace ws
