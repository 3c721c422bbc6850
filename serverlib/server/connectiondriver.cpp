// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/server/connectiondriver_p.h"

#include "serverlib/server/deadline_p.h"

#include <QMetaMethod>

#include <utility>

namespace ws {

namespace {

// A QByteArray and a signal per message are the dearest part of a small one: both only where somebody
// listens.
template <typename Signal> QMetaMethod method(Signal signal)
{
    return QMetaMethod::fromSignal(signal);
}

} // namespace

ConnectionDriver::ConnectionDriver(
    Peer peer, std::unique_ptr<Transport> transport, Endpoint::Options options, ConnectionOwner *owner)
    : m_peer(std::move(peer))
    , m_transport(std::move(transport))
    , m_endpoint(std::move(options), this)
    , m_owner(owner)
{
    m_transport->setHandler(this);
}

WebSocketConnection::State ConnectionDriver::state() const
{
    if (m_ended)
        return WebSocketConnection::State::Closed;
    return m_endpoint.isOpen() ? WebSocketConnection::State::Open : WebSocketConnection::State::Closing;
}

SendResult ConnectionDriver::send(Opcode opcode, QByteArrayView data, bool mask)
{
    return m_ended ? SendResult::NotOpen : sent(m_endpoint.send(opcode, data, mask));
}

SendResult ConnectionDriver::sendRaw(const FrameHeader &header, QByteArrayView payload)
{
    if (m_ended || !m_endpoint.isOpen())
        return SendResult::NotOpen;
    m_endpoint.sendRaw(header, payload);
    return sent(SendResult::Queued);
}

SendResult ConnectionDriver::close(quint16 code, const QString &reason)
{
    if (m_ended)
        return SendResult::NotOpen;
    return sent(m_endpoint.sendClose(code, reason.toUtf8(), m_endpoint.masksAnswers()));
}

SendResult ConnectionDriver::sent(SendResult result)
{
    // Within a read the answers gather, and leave together when it is done.
    if (result == SendResult::Queued && !m_receiving)
        flush();
    return result;
}

void ConnectionDriver::terminate()
{
    if (m_ended)
        return;
    m_endpoint.stop();
    m_transport->abort();
    end({});
}

void ConnectionDriver::bytesReceived(QByteArrayView bytes)
{
    if (m_ended)
        return;
    m_receiving = true;
    m_endpoint.receive(bytes);
    m_receiving = false;
    if (!m_ended)
        flush();
}

void ConnectionDriver::flush()
{
    const quint64 bound = m_endpoint.options().limits.queuedBytes;
    const auto pending = quint64(m_transport->bytesPending());
    if (bound > 0 && pending > bound && m_endpoint.hasOutput()) {
        noteViolation(
            {Rule::OutputQueueFull, 0, QStringLiteral("%1 bytes wait to be read").arg(pending)}, true);
        m_closeInfo.code = quint16(CloseCode::TryAgainLater);
        terminate();
        return;
    }
    if (m_endpoint.hasOutput())
        m_transport->write(m_endpoint.takeOutput());
    advanceClosing();
}

// RFC 6455 7.1.1: the server ends the TCP connection first, and waits a bounded time for the peer's end.
void ConnectionDriver::advanceClosing()
{
    if (m_endpoint.isOpen())
        return;
    if (m_deadline.isForever())
        m_deadline = deadlineAfter(m_endpoint.options().limits.closeTime);
    if (m_endpoint.state() != Endpoint::State::CloseSent)
        m_transport->close();
}

void ConnectionDriver::checkDeadline()
{
    if (m_ended || !m_deadline.hasExpired())
        return;
    if (m_endpoint.state() == Endpoint::State::CloseSent)
        noteViolation({Rule::CloseTimeout, 0, QStringLiteral("no Close came back")}, true);
    terminate();
}

void ConnectionDriver::disconnected(const QString &error)
{
    const bool closeMissing = m_endpoint.isOpen() || m_endpoint.state() == Endpoint::State::CloseSent;
    if (closeMissing && error.isEmpty())
        noteViolation({Rule::ClosedWithoutClose, 0, {}}, true);
    m_endpoint.stop();
    end(error);
}

void ConnectionDriver::end(const QString &transportError)
{
    if (std::exchange(m_ended, true))
        return;
    m_closeInfo.transportError = transportError;
    if (FrameTap *tap = m_owner->tap())
        tap->connectionEnded(m_peer.number, m_closeInfo);
    m_owner->connectionEnded(m_connection);
    emit m_connection->closed(m_closeInfo.code, m_closeInfo.reason);
}

void ConnectionDriver::frameReceived(const FrameView &frame)
{
    if (FrameTap *tap = m_owner->tap())
        tap->frame(m_peer.number, Direction::Received, frame);
}

void ConnectionDriver::frameSent(const FrameView &frame)
{
    if (FrameTap *tap = m_owner->tap())
        tap->frame(m_peer.number, Direction::Sent, frame);
}

void ConnectionDriver::messageReceived(Opcode opcode, QByteArrayView payload)
{
    static const QMetaMethod signal = method(&WebSocketConnection::messageReceived);
    if (m_connection->isSignalConnected(signal))
        emit m_connection->messageReceived(payload.toByteArray(), opcode == Opcode::Binary);
}

void ConnectionDriver::pingReceived(QByteArrayView payload)
{
    static const QMetaMethod signal = method(&WebSocketConnection::pingReceived);
    if (m_connection->isSignalConnected(signal))
        emit m_connection->pingReceived(payload.toByteArray());
}

void ConnectionDriver::pongReceived(QByteArrayView payload)
{
    static const QMetaMethod signal = method(&WebSocketConnection::pongReceived);
    if (m_connection->isSignalConnected(signal))
        emit m_connection->pongReceived(payload.toByteArray());
}

void ConnectionDriver::closeReceived(quint16 code, QByteArrayView reason)
{
    m_closeInfo.code = code;
    m_closeInfo.reason = QString::fromUtf8(reason);
    m_closeInfo.clean = true;
}

void ConnectionDriver::violationFound(const Violation &violation, bool fatal)
{
    if (fatal)
        m_closeInfo.code = quint16(ruleInfo(violation.rule).closeCode);
    noteViolation(violation, fatal);
}

void ConnectionDriver::noteViolation(const Violation &violation, bool fatal)
{
    if (FrameTap *tap = m_owner->tap())
        tap->violation(m_peer.number, violation, fatal);
    emit m_connection->errorOccurred(violation, fatal);
}

} // namespace ws
