// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/connection/frametap.h"
#include "serverlib/net/pacedtransport.h"
#include "serverlib/protocol/endpoint.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace ws {

class ConnectionDriver;

/// One client of a WebSocketServer, from the completed upgrade to the end of its TCP connection.
///
/// Owned by its server and destroyed by deleteLater() after closed(); keep a QPointer, not a pointer. Lives
/// in the server's thread, and is used from there only. The documented events are the signals, the documented
/// methods the public functions below. Sending to a connection that is not open returns SendResult::NotOpen
/// and does nothing. Slots may call anything here, and may delete the server; what they send leaves when they
/// have returned to the event loop.
///
/// A peer that does not read what it is sent: when Limits::highWaterBytes wait for it, backpressureChanged()
/// asks the program to pause; from a quarter of Limits::queuedBytes on the peer is not read from, so that
/// echoes cannot pile up; and a send that finds more than all of it waiting fails the connection with 1013
/// (Rule::OutputQueueFull) and returns NotOpen. Its Close queues up behind what waits; a peer that does not
/// take that within Limits::closeTime is reset.
///
/// Source of the API: the `ws` module of Zephyr.js, after Node's ws.
class WebSocketConnection : public QObject
{
    Q_OBJECT

public:
    /// Closing from the first Close, either way, or the rule that failed the connection.
    enum class State : quint8 { Open, Closing, Closed };

    ~WebSocketConnection() override;

    /// 1 for the first TCP connection of the server, then 2, ...; refused handshakes use numbers too.
    quint64 number() const;
    /// Where the closing handshake stands.
    State state() const;
    /// "192.168.1.20"; empty for a client on a local socket.
    QString peerAddress() const;
    /// 0 on a local socket.
    quint16 peerPort() const;
    /// What TLS agreed on; nullopt for a connection without.
    std::optional<TlsInfo> tlsInfo() const;
    /// Request target of the upgrade: "/v1/telemetry?id=3".
    QString path() const;
    /// Chosen subprotocol; empty for none.
    QString subprotocol() const;
    /// The extensions agreed on, as the server's Sec-WebSocket-Extensions names them; empty for none.
    QByteArray extensions() const;
    /// Request head as the client sent it, up to and with the empty line.
    QByteArray requestHead() const;
    /// Makes what @p wrap returns the connection's link to its peer, and gives it the one so far, with the
    /// frame that has come in part: its header, and how much of its payload. What is queued stays in order.
    /// From the event loop, not from a slot of this connection's signals.
    void wrapLink(const std::function<std::unique_ptr<Transport>(
            std::unique_ptr<Transport> link, QByteArrayView header, quint64 payload)> &wrap);
    /// Bytes queued for the peer that the kernel has not taken yet.
    qint64 bufferedAmount() const;
    /// From backpressureChanged(true) to backpressureChanged(false).
    bool hasBackpressure() const;

    /// Sends a text message. @p mask = true masks the frame, which a server must not do (RFC 6455 5.1): a
    /// test of the client. Returns TooLarge above maxPayload; nothing is sent then.
    SendResult send(const QString &text, bool mask = false);
    /// Sends a binary message. See send(const QString &, bool).
    SendResult send(const QByteArray &data, bool mask = false);
    /// Sends a message of @p opcode Text or Binary; text must be UTF-8 already, else InvalidText is returned.
    SendResult send(Opcode opcode, QByteArrayView data, bool mask = false);
    /// Sends a ping with at most 125 bytes; more returns TooLarge.
    SendResult ping(const QByteArray &data = {}, bool mask = false);
    /// Sends an unsolicited pong, or an answer when automatic pongs are off; at most 125 bytes.
    SendResult pong(const QByteArray &data = {}, bool mask = false);
    /// Sends a frame exactly as @p header says, right or wrong.
    SendResult sendRaw(const FrameHeader &header, QByteArrayView payload);
    /// Sends bytes of any kind in the TCP writes of @p plan, while closing too; what is sent later waits
    /// until they have left. The tap sees the frames that they are, read from their start; a Close among them
    /// starts the closing handshake. A compressed frame must not refer to messages before it.
    SendResult sendBytes(QByteArrayView bytes, const WritePlan &plan = {});

    /// Stops reading: TCP holds the peer back, and nothing of it is told until resume() but what had been
    /// read already, at most 64 KiB. That stops its Close and its end, too, but no deadline: a close() that
    /// is waiting for its answer still resets the connection when its time is up. A heartbeat waits.
    void pause();
    /// Ends pause().
    void resume();
    /// True from pause() to resume().
    bool isPaused() const;

    /// Starts the closing handshake. A peer that does not answer, or does not end the connection then, within
    /// @p closeTime is cut off; Limits::closeTime unless said, 0: it gets all the time in the world.
    SendResult close(quint16 code = quint16(CloseCode::NormalClosure), const QString &reason = {},
        std::optional<std::chrono::milliseconds> closeTime = std::nullopt);
    /// Resets the TCP connection at once, without a Close frame. closed() follows from the event loop.
    void terminate();
    /// Whether pings are answered at once, from now on.
    void setAutomaticPong(bool on);

signals:
    /// A whole message (documented event `message`). Text arrives as its UTF-8 bytes, @p isBinary false.
    void messageReceived(const QByteArray &data, bool isBinary);
    /// Documented event `ping`. The pong has been queued already, unless automatic pongs are off.
    void pingReceived(const QByteArray &data);
    /// Documented event `pong`.
    void pongReceived(const QByteArray &data);
    /// @p on: more than Limits::highWaterBytes wait for the peer, so a producer should pause. Off: all of it
    /// has left.
    void backpressureChanged(bool on);
    /// Documented event `close`, once, after the TCP connection ended, see CloseInfo: the peer's code and
    /// reason, 1005 when its Close had no code, or else the close code of the rule that it broke, 1006 when
    /// it went without a Close. Not emitted for what the destruction of the server ends.
    void closed(quint16 code, const QString &reason);
    /// Documented event `error`: a rule the peer broke, with RFC section and close code (ruleInfo()). The
    /// connection is failing if @p fatal, and goes on if the server's strictness tolerates the rule.
    void errorOccurred(const ws::Violation &violation, bool fatal);

protected:
    /// Messages become a QByteArray and a signal from the first time that anybody wants them.
    void connectNotify(const QMetaMethod &signal) override;

private:
    friend class ConnectionDriver;
    WebSocketConnection(std::shared_ptr<ConnectionDriver> driver, QObject *parent);

    std::shared_ptr<ConnectionDriver> m_driver;
    bool m_messagesWanted = false;
};

} // namespace ws
