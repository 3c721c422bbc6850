// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
// The life of an open connection: sending, receiving, and the ways it ends. Its events are in
// connectionevents.cpp.
#include "serverlib/server/connectiondriver_p.h"

#include <utility>

namespace ws {

namespace {

// Reading stops when this part of Limits::queuedBytes waits: replies to what a peer sends never cut it off.
constexpr quint64 ReadingPart = 4;

} // namespace

ConnectionDriver::ConnectionDriver(ServerHost *host, Upgrade upgrade)
    : Session(host, upgrade.number, std::move(upgrade.transport))
    , m_path(QString::fromUtf8(upgrade.request.path))
    , m_subprotocol(upgrade.subprotocol)
    , m_requestHead(upgrade.request.head.raw)
    , m_peerAddress(transport().peerAddress())
    , m_peerPort(transport().peerPort())
    , m_endpoint(host->endpointOptions(), this)
{
    m_endpoint.setMaskAnswers(host->options().maskAnswers);
    m_endpoint.setFramesWatched(host->isTapped());
    if (upgrade.deflate) {
        m_extensions = upgrade.deflate->header;
        m_endpoint.setCompression(upgrade.deflate->parameters, host->options().perMessageDeflate);
    }
}

WebSocketConnection *ConnectionDriver::makeConnection(
    std::shared_ptr<ConnectionDriver> driver, QObject *parent)
{
    ConnectionDriver &works = *driver;
    works.m_connection = new WebSocketConnection(std::move(driver), parent);
    return works.m_connection;
}

WebSocketConnection::State ConnectionDriver::state() const
{
    if (isSilent())
        return WebSocketConnection::State::Closed;
    return m_endpoint.isOpen() ? WebSocketConnection::State::Open : WebSocketConnection::State::Closing;
}

SendResult ConnectionDriver::send(Opcode opcode, QByteArrayView data, bool mask)
{
    return hasRoom() ? sent(m_endpoint.send(opcode, data, mask)) : SendResult::NotOpen;
}

SendResult ConnectionDriver::sendRaw(const FrameHeader &header, QByteArrayView payload)
{
    if (!hasRoom())
        return SendResult::NotOpen;
    m_endpoint.sendRaw(header, payload);
    return sent(SendResult::Queued);
}

SendResult ConnectionDriver::close(quint16 code, const QString &reason)
{
    return sent(m_endpoint.sendClose(code, reason.toUtf8(), m_endpoint.masksAnswers()));
}

// False when the connection is not open, or is not any more: its peer has let too much wait.
bool ConnectionDriver::hasRoom()
{
    if (!m_endpoint.isOpen())
        return false;
    const quint64 bound = m_endpoint.options().limits.queuedBytes;
    const auto pending = quint64(transport().bytesPending());
    if (bound == 0 || pending <= bound)
        return true;
    cutOff({Rule::OutputQueueFull, 0, QStringLiteral("%1 bytes wait for it").arg(pending)});
    return false;
}

SendResult ConnectionDriver::sent(SendResult result)
{
    // Within a read the answers gather, and leave together when it is done.
    if (result == SendResult::Queued && !m_receiving)
        settle();
    return result;
}

void ConnectionDriver::bytesReceived(std::span<char> bytes)
{
    if (isSilent())
        return;
    const auto alive = shared_from_this();
    m_receiving = true;
    m_endpoint.receive(bytes);
    m_receiving = false;
    if (!isSilent())
        settle();
}

// After bytes went to or fro: holds the peer back, or ends the connection, if it is time to.
void ConnectionDriver::settle()
{
    const quint64 bound = m_endpoint.options().limits.queuedBytes;
    const bool full = bound > 0 && quint64(transport().bytesPending()) > bound / ReadingPart;
    // On its way out a connection is read whatever waits: nothing is added to that, and its end must be seen.
    transport().setReading(!full || !m_endpoint.isOpen());
    if (!m_endpoint.isOpen())
        advanceClosing();
}

void ConnectionDriver::drained()
{
    transport().setReading(true);
}

// RFC 6455 7.1.1: the server ends the TCP connection first, and waits a bounded time for the peer's end.
void ConnectionDriver::advanceClosing()
{
    if (!std::exchange(m_closing, true))
        setDeadline(m_endpoint.options().limits.closeTime);
    if (m_endpoint.state() != Endpoint::State::CloseSent)
        transport().close();
}

void ConnectionDriver::deadlinePassed()
{
    if (m_aborted)
        return;
    const auto alive = shared_from_this();
    const auto time = m_endpoint.options().limits.closeTime.count();
    if (m_endpoint.state() == Endpoint::State::CloseSent)
        cutOff({Rule::CloseTimeout, 0, QStringLiteral("no Close came back in %1 ms").arg(time)});
    else if (m_endpoint.state() == Endpoint::State::Closed)
        cutOff({Rule::CloseTimeout, 0, QStringLiteral("no end of the stream came in %1 ms").arg(time)});
    else
        terminate(); // a rule it broke has been told already
}

// For what a peer did not do. There is no use in a Close: it does not read, or does not answer.
void ConnectionDriver::cutOff(const Violation &violation)
{
    const auto alive = shared_from_this();
    terminate();
    violationFound(violation, true);
}

void ConnectionDriver::terminate()
{
    if (isSilent())
        return;
    m_aborted = true;
    m_endpoint.stop();
    transport().abort();
    QMetaObject::invokeMethod(
        m_connection, [this] { end(); }, Qt::QueuedConnection);
}

void ConnectionDriver::disconnected(const QString &error)
{
    const auto alive = shared_from_this();
    const bool closeMissing = m_endpoint.isOpen() || m_endpoint.state() == Endpoint::State::CloseSent;
    m_endpoint.stop();
    m_closeInfo.transportError = error;
    if (closeMissing && error.isEmpty())
        violationFound({Rule::ClosedWithoutClose, 0, {}}, true);
    if (!isSilent())
        end();
}

void ConnectionDriver::end()
{
    const auto alive = shared_from_this();
    const auto dropped = finish();
    tap().connectionEnded(number(), m_closeInfo);
    host().connectionEnded(number());
    m_connection->deleteLater();
    emit m_connection->closed(m_closeInfo.code, m_closeInfo.reason);
}

void ConnectionDriver::abandon()
{
    m_connection = nullptr;
    m_endpoint.stop();
    if (isOver())
        return;
    const auto alive = shared_from_this();
    const auto dropped = finish();
    dropped->abort();
    tap().connectionEnded(number(), m_closeInfo);
    host().connectionEnded(number());
}

} // namespace ws
