// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
// The life of an open connection: sending, receiving, and the ways it ends. Its events are in
// opensessionevents.cpp, what holds whom back in opensessionflow.cpp.
#include "serverlib/connection/opensession_p.h"

#include <QObject>

#include <utility>

namespace ws {

OpenSession::OpenSession(SessionHost *host, quint64 number, std::unique_ptr<Transport> transport,
    std::shared_ptr<const Endpoint::Options> options)
    : Session(host, number, std::move(transport))
    , m_endpoint(std::move(options), this)
    , m_closeTime(m_endpoint.options().limits.closeTime)
{
    m_endpoint.setFramesWatched(host->isTapped());
}

OpenSession::State OpenSession::state() const
{
    if (isSilent())
        return State::Closed;
    return m_endpoint.isOpen() ? State::Open : State::Closing;
}

SendResult OpenSession::send(Opcode opcode, QByteArrayView data, bool mask)
{
    return hasRoom() ? sent(m_endpoint.send(opcode, data, mask)) : SendResult::NotOpen;
}

SendResult OpenSession::sendEncoded(const EncodedFrame &frame)
{
    return hasRoom() ? sent(m_endpoint.sendEncoded(frame)) : SendResult::NotOpen;
}

SendResult OpenSession::sendRaw(const FrameHeader &header, QByteArrayView payload)
{
    if (!hasRoom())
        return SendResult::NotOpen;
    m_endpoint.sendRaw(header, payload);
    return sent(SendResult::Queued);
}

SendResult OpenSession::sendBytes(QByteArrayView bytes, const WritePlan &plan)
{
    if (isSilent() || !(m_endpoint.isOpen() ? hasRoom() : hasRoomWhileClosing()))
        return SendResult::NotOpen;
    m_mostPending += bytes.size();
    paced().writeInPieces(bytes, plan);
    m_endpoint.bytesSent(bytes);
    return sent(SendResult::Queued);
}

PacedTransport &OpenSession::paced()
{
    if (m_paced == nullptr) {
        wrapTransport([this](std::unique_ptr<Transport> transport) {
            auto front = std::make_unique<PacedTransport>(std::move(transport));
            m_paced = front.get();
            return front;
        });
    }
    return *m_paced;
}

void OpenSession::wrapLink(const LinkWrap &wrap)
{
    if (isSilent())
        return;
    const auto wrapped = [this, &wrap](std::unique_ptr<Transport> link) {
        return wrap(std::move(link), m_endpoint.unfinishedHeader(), m_endpoint.unfinishedPayload());
    };
    if (m_paced != nullptr)
        m_paced->wrapTransport(wrapped);
    else
        wrapTransport(wrapped);
    transport().setReading(m_reading);
}

SendResult OpenSession::close(
    quint16 code, const QString &reason, std::optional<std::chrono::milliseconds> closeTime)
{
    const SendResult result = m_endpoint.sendClose(code, reason.toUtf8(), m_endpoint.masksAnswers());
    if (result == SendResult::Queued && closeTime)
        m_closeTime = *closeTime;
    return sent(result);
}

SendResult OpenSession::sent(SendResult result)
{
    // Within a read the answers gather, and leave together when it is done.
    if (result == SendResult::Queued && m_receiving == 0)
        settle();
    return result;
}

void OpenSession::bytesReceived(std::span<char> bytes)
{
    if (isSilent())
        return;
    const auto alive = shared_from_this();
    m_receiving = qsizetype(bytes.size());
    if (m_heartbeat)
        m_heartbeat->heard();
    m_endpoint.receive(bytes);
    m_receiving = 0;
    if (!isSilent())
        settle();
}

// After bytes went to or fro: holds the peer back, or ends the connection, or asks the program to pause.
void OpenSession::settle()
{
    updateReading();
    if (m_endpoint.isOpen())
        noteQueue();
    else
        advanceClosing();
}

// A bounded time for the peer's answer, and for the end of its stream.
void OpenSession::advanceClosing()
{
    if (!std::exchange(m_closing, true))
        setDeadline(m_closeTime);
    if (endsTheStream())
        transport().close();
}

// RFC 6455 7.1.1: the server ends the TCP connection first, whichever end closed; and who fails a connection
// ends it.
bool OpenSession::endsTheStream() const
{
    if (m_endpoint.state() == Endpoint::State::Closed)
        return m_endpoint.options().role == Role::Server;
    return m_endpoint.state() == Endpoint::State::Failed;
}

void OpenSession::deadlinePassed()
{
    if (m_aborted)
        return;
    const auto alive = shared_from_this();
    if (m_endpoint.isOpen())
        beat();
    else
        closeTimePassed();
}

void OpenSession::closeTimePassed()
{
    const auto time = m_closeTime.count();
    if (m_endpoint.state() == Endpoint::State::CloseSent && m_reading)
        cutOff({Rule::CloseTimeout, 0, QStringLiteral("no Close came back in %1 ms").arg(time)});
    else if (m_endpoint.state() == Endpoint::State::Closed)
        cutOff({Rule::CloseTimeout, 0, QStringLiteral("no end of the stream came in %1 ms").arg(time)});
    else
        terminate(); // a rule it broke has been told already, or what it answered was not read
}

// For what a peer did not do. There is no use in a Close: it does not read, or does not answer.
void OpenSession::cutOff(const Violation &violation)
{
    const auto alive = shared_from_this();
    terminate();
    violationFound(violation, true);
}

void OpenSession::terminate()
{
    if (isSilent())
        return;
    m_aborted = true;
    m_endpoint.stop();
    transport().abort();
    QMetaObject::invokeMethod(
        receiver(), [this] { end(); }, Qt::QueuedConnection);
}

void OpenSession::disconnected(const QString &error)
{
    const auto alive = shared_from_this();
    const bool closeMissing = m_endpoint.isOpen() || m_endpoint.state() == Endpoint::State::CloseSent;
    m_endpoint.stop();
    closeInfo().transportError = error;
    if (closeMissing && error.isEmpty())
        violationFound({Rule::ClosedWithoutClose, 0, {}}, true);
    if (!isSilent())
        end();
}

CloseInfo &OpenSession::closeInfo()
{
    if (!m_closeInfo)
        m_closeInfo = std::make_unique<CloseInfo>();
    return *m_closeInfo;
}

void OpenSession::end()
{
    const auto alive = shared_from_this();
    const auto dropped = finish();
    tap().connectionEnded(number(), closeInfo());
    host().connectionEnded(number());
    tellEnd(closeInfo());
}

void OpenSession::drop()
{
    m_endpoint.stop();
    if (isOver())
        return;
    const auto alive = shared_from_this();
    const auto dropped = finish();
    dropped->abort();
    tap().connectionEnded(number(), closeInfo());
    host().connectionEnded(number());
}

} // namespace ws
