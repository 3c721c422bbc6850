// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/client/clienterror.h"
#include "serverlib/client/clientoptions.h"
#include "serverlib/connection/frametap.h"
#include "serverlib/net/pacedtransport.h"

#include <QObject>

#include <memory>

namespace ws {

/// A WebSocket client on the server's own engine: keeps RFC 6455 by itself, and breaks it where it is told
/// to.
///
/// Lives in one thread: the one it was created in, or moved to before open(). All functions are called from
/// there, and all signals come from its event loop, never from within open(), close() or terminate(). Slots
/// may call anything here, and may delete the client. Each open() ends with one closed(); after that the
/// client can be opened again. Sending while it is not open returns SendResult::NotOpen and does nothing.
///
/// A server that does not read what it is sent is not read from, once a quarter of Limits::queuedBytes waits
/// for it; a send that finds more than all of it waiting fails the connection with 1013
/// (Rule::OutputQueueFull).
///
/// Source: RFC 6455 4.1 and 5 to 7; the events are those of Node's ws.
class WebSocketClient : public QObject
{
    Q_OBJECT

public:
    /// The life of a connection; it may be gone through many times.
    enum class State : quint8 {
        Closed,
        Connecting, ///< from open() to opened(): name, TCP, upgrade
        Open,
        Closing, ///< until closed()
    };
    Q_ENUM(State)

    /// Does nothing until open().
    explicit WebSocketClient(ClientOptions options = {}, QObject *parent = nullptr);
    /// Resets the connection, if there is one; nothing is told then.
    ~WebSocketClient() override;

    /// As given; they are judged by open().
    const ClientOptions &options() const;
    /// For the next open().
    void setOptions(ClientOptions options);
    /// Sees every frame in both directions from now on; nullptr for none. Not owned; must outlive the client.
    /// Its connections are numbered 1, 2, ...: one for each open().
    void setFrameTap(FrameTap *tap);

    /// Connects to options().url. Ignored unless Closed. Wrong options are told by errorOccurred() too.
    void open();
    /// Where the connection stands.
    State state() const;

    /// What the server chose in the last upgrade; empty for none.
    QString subprotocol() const;
    /// The server's whole answer to the last upgrade, up to and with the empty line.
    QByteArray responseHead() const;
    /// Of the connection, if open; empty otherwise.
    QString peerAddress() const;
    /// Of the connection, if open; 0 otherwise.
    quint16 peerPort() const;
    /// Bytes sent that the kernel has not taken yet.
    qint64 bufferedAmount() const;

    /// Sends a text message. Returns TooLarge above maxPayload; nothing is sent then.
    SendResult send(const QString &text);
    /// Sends a binary message.
    SendResult send(const QByteArray &data);
    /// Sends a message of @p opcode Text or Binary; text must be UTF-8 already, else InvalidText is returned.
    SendResult send(Opcode opcode, QByteArrayView data);
    /// Sends a ping with at most 125 bytes; more returns TooLarge.
    SendResult ping(const QByteArray &data = {});
    /// Sends an unsolicited pong, or an answer when automatic pongs are off; at most 125 bytes.
    SendResult pong(const QByteArray &data = {});
    /// Sends one message in sizes.size() + 1 frames: fragments of @p sizes bytes, 0 included, then the rest.
    SendResult sendFragmented(Opcode opcode, QByteArrayView data, const QList<qsizetype> &sizes);

    /// Sends a frame exactly as @p header says, right or wrong: any opcode, RSV bits, key or none, length and
    /// its encoding, whatever @p payload holds. The payload is masked if the header has a key. The cuts
    /// of @p plan count from the start of the header; without any the frame leaves with what else is sent in
    /// this turn.
    SendResult sendRaw(const FrameHeader &header, QByteArrayView payload, const WritePlan &plan = {});
    /// Sends bytes of any kind, while closing too. The tap sees the frames that they are, read from their
    /// start; a Close among them starts the closing handshake. A compressed frame must not refer to messages
    /// before it.
    SendResult sendBytes(QByteArrayView bytes, const WritePlan &plan = {});

    /// Reads nothing until resume(), so that TCP holds the server back; what one read has brought already is
    /// still told. A closing handshake waits, too, but no deadline does: what close() has begun is reset when
    /// its time is up. Each connection begins unpaused.
    void pause();
    /// Ends pause().
    void resume();
    /// True from pause() to resume().
    bool isPaused() const;

    /// Starts the closing handshake; a server that does not answer, or then does not end the connection,
    /// within Limits::closeTime is cut off. While Connecting: gives up.
    SendResult close(quint16 code = quint16(CloseCode::NormalClosure), const QString &reason = {});
    /// Resets the TCP connection at once, without a Close frame. While Connecting: gives up.
    void terminate();
    /// Masks what is sent from now on, or not: the latter breaks RFC 6455 5.1, a test of the server.
    void setMasking(bool on);
    /// Whether pings are answered at once, from now on.
    void setAutomaticPong(bool on);

signals:
    /// The upgrade is complete.
    void opened();
    /// A whole message. Text arrives as its UTF-8 bytes, @p isBinary false.
    void messageReceived(const QByteArray &data, bool isBinary);
    /// The pong has been queued already, unless automatic pongs are off.
    void pingReceived(const QByteArray &data);
    /// A pong, asked for or not.
    void pongReceived(const QByteArray &data);
    /// @p on: more than Limits::highWaterBytes wait for the server, so a producer should pause. Off: all of
    /// it has left.
    void backpressureChanged(bool on);
    /// Once for each open(): the TCP connection is gone, or there never was one. @p code and @p reason are
    /// the server's, 1005 when its Close had no code, or else the close code of the rule that it broke, 1006
    /// when it went without a Close or was never there. @p wasClean: a Close went both ways.
    void closed(quint16 code, const QString &reason, bool wasClean);
    /// Why there is no connection, or what the server did wrong; not fatal if strictness tolerates that.
    void errorOccurred(const ws::ClientError &error);

private:
    friend class ClientDriver;
    void tellClosed(quint16 code, const QString &reason, bool wasClean);

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace ws
