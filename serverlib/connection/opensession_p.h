// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/connection/heartbeat_p.h"
#include "serverlib/connection/outstandingpings.h"
#include "serverlib/connection/session_p.h"
#include "serverlib/net/pacedtransport.h"
#include "serverlib/protocol/endpoint.h"

class QObject;

namespace ws {

/// An open WebSocket connection, whichever end of it we are: carries bytes between its transport and its
/// endpoint, sees to its end, and calls the tap. What a server or a client tells its program is left to them.
class OpenSession : public Session, protected EndpointHandler
{
public:
    enum class State : quint8 { Open, Closing, Closed };

    State state() const;
    qint64 bytesPending() const { return isOver() ? 0 : transport().bytesPending(); }

    SendResult send(Opcode opcode, QByteArrayView data, bool mask);
    SendResult sendEncoded(const EncodedFrame &frame);
    SendResult sendRaw(const FrameHeader &header, QByteArrayView payload);
    /// Bytes of any kind, while closing too.
    SendResult sendBytes(QByteArrayView bytes, const WritePlan &plan);
    /// @p closeTime instead of Limits::closeTime.
    SendResult close(quint16 code, const QString &reason,
        std::optional<std::chrono::milliseconds> closeTime = std::nullopt);
    /// Resets the connection. Its end is told from the event loop.
    void terminate();
    void setAutomaticPong(bool on) { m_endpoint.setAutomaticPong(on); }
    void setFramesWatched(bool on) { m_endpoint.setFramesWatched(on); }

    /// Puts what @p wrap makes of the link in its place, below everything that writes to it. @p wrap is told
    /// of the frame that has not wholly come. From the event loop, not from within a call of ours.
    using LinkWrap = std::function<std::unique_ptr<Transport>(
        std::unique_ptr<Transport> link, QByteArrayView unfinishedHeader, quint64 unfinishedPayload)>;
    void wrapLink(const LinkWrap &wrap);

    /// Nothing is read while paused, so TCP holds the peer back; what a read had brought already is still
    /// told. The closing handshake waits, too, but no deadline does.
    void setPaused(bool paused);
    bool isPaused() const { return m_paused; }
    /// From the moment that more than Limits::highWaterBytes wait until all has left.
    bool hasBackpressure() const { return m_hasBackpressure; }
    /// Pings every @p interval, and resets a peer without a pong for @p timeout; see ServerOptions. From now
    /// on, or anew.
    void startHeartbeat(std::chrono::milliseconds interval, std::chrono::milliseconds timeout);

    void deadlinePassed() override;
    std::span<char> room() override { return m_endpoint.room(); }
    void bytesReceived(std::span<char> bytes) override;
    void drained() override;
    void disconnected(const QString &error) override;
    void securityFailed(const Violation &violation) override { cutOff(violation); }

protected:
    OpenSession(SessionHost *host, quint64 number, std::unique_ptr<Transport> transport,
        std::shared_ptr<const Endpoint::Options> options);

    /// What the program is told, beside messageReceived(), pingReceived() and pongReceived(): of those
    /// nothing is told once the session isSilent(). Receivers may end the connection or its host: afterwards
    /// nothing holds but what isSilent() says.
    virtual void tellViolation(const Violation &violation, bool fatal) = 0;
    virtual void tellBackpressure(bool on) = 0;
    /// The last one; the host has forgotten us already.
    virtual void tellEnd(const CloseInfo &info) = 0;
    /// The object that the program sees: without it there is nobody to tell.
    virtual QObject *receiver() = 0;

    Endpoint &endpoint() { return m_endpoint; }
    const Endpoint &endpoint() const { return m_endpoint; }
    /// Ended, or about to by our own hand: what is left of the input is nobody's business.
    bool isSilent() const { return isOver() || m_aborted; }
    /// A pong came: to be called behind every one.
    void ponged()
    {
        if (m_heartbeat)
            m_heartbeat->ponged();
    }
    /// False when the connection is not open, or is not any more: its peer has let too much wait.
    bool hasRoom();
    /// Behind every successful send.
    SendResult sent(SendResult result);
    /// The transport, from now on one that can write in pieces.
    PacedTransport &paced();
    /// Nobody is there to be told: resets what is left, and tells the tap and the host.
    void drop();

    void output(QByteArrayView head, QByteArrayView payload) override;
    void outputShared(const QByteArray &bytes) override;

private:
    void frameReceived(const FrameView &frame) override;
    void frameSent(const FrameView &frame) override;
    void closeReceived(quint16 code, QByteArrayView reason) override;
    void violationFound(const Violation &violation, bool fatal) override;

    void stampPing(QByteArrayView payload);
    void tellRoundTrip(QByteArrayView payload);
    CloseInfo &closeInfo();
    void settle();
    void updateReading();
    void noteQueue();
    void beat();
    bool isPongHeldUp() const;
    bool hasRoomWhileClosing() const;
    void closeTimePassed();
    void advanceClosing();
    bool endsTheStream() const;
    void cutOff(const Violation &violation);
    void end();

    Endpoint m_endpoint;
    // What most connections do without while they live: null until it is needed.
    std::unique_ptr<CloseInfo> m_closeInfo;
    std::unique_ptr<Heartbeat> m_heartbeat;
    std::unique_ptr<OutstandingPings> m_stamped; // by the mark of the transport
    PacedTransport *m_paced = nullptr; // the transport, if it is one
    std::chrono::milliseconds m_closeTime;
    qsizetype m_receiving = 0; // bytes of the read that is being worked off
    qint64 m_mostPending = 0; // an upper bound of bytesPending(): to ask costs more than to count
    bool m_reading = true;
    bool m_paused = false;
    bool m_hasBackpressure = false;
    bool m_closeReceived = false;
    bool m_closing = false;
    bool m_aborted = false; // reset by us; the rest follows from the event loop
};

} // namespace ws
