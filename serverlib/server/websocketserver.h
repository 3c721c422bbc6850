// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/server/serveroptions.h"
#include "serverlib/server/websocketconnection.h"

#include <QObject>

#include <memory>

namespace ws {

/// What became of WebSocketServer::broadcast().
struct BroadcastResult
{
    /// Queued, TooLarge or InvalidText: of the message, whoever is connected.
    SendResult result = SendResult::Queued;
    int connections = 0; ///< that it was queued for
};

/// A WebSocket server on QTcpServer, with the documented API of Zephyr.js's `WebSocket.Server`.
///
/// Lives in one thread: the one it was created in, or moved to before listen(). All functions are called from
/// there, and all signals come from there. Connections belong to the server.
class WebSocketServer : public QObject
{
    Q_OBJECT

public:
    /// Does nothing until listen().
    explicit WebSocketServer(ServerOptions options = {}, QObject *parent = nullptr);
    /// Resets every connection that is left.
    ~WebSocketServer() override;

    /// As given, and changed by the setters since.
    const ServerOptions &options() const;
    /// Sees every frame in both directions from now on; nullptr for none. Not owned; must outlive the server.
    void setFrameTap(FrameTap *tap);

    /// Starts listening on options().host and port, or localName. False when that fails, errorString() says
    /// why and nothing changed.
    bool listen();
    /// True from listen() to close().
    bool isListening() const;
    /// Why the last listen() failed; empty when it did not.
    QString errorString() const;
    /// What listen() found odd and could do with, a sentence each: a TLS certificate that has expired.
    QStringList warnings() const;
    /// How a server that listens stops to take connections for a while.
    enum class Suspension : quint8 {
        Held, ///< new ones wait in the kernel's queue
        Closed, ///< the port is closed, so that they are refused; it is bound anew by resume()
    };
    /// Open connections stay. Nothing happens where it does not listen.
    void suspend(Suspension suspension);
    /// Takes connections again, on the same port. False when that has been taken meanwhile, errorString()
    /// says so and the server stays suspended.
    bool resume();
    /// Stops listening and closes every connection with @p code; closed() follows when the last one is gone.
    /// Does nothing, and closed() does not follow, when the server is closed already.
    void close(quint16 code = quint16(CloseCode::GoingAway), const QString &reason = {});

    /// The address that listen() bound: "127.0.0.1", or the path of the local socket.
    QString address() const;
    /// Its port, the chosen one if port 0 was asked for.
    quint16 port() const;
    /// "ws://127.0.0.1:8080/", IPv6 addresses in brackets, with options().path;
    /// "ws+unix:///run/bench.sock:/path" for a local socket, as Node's ws takes it. Both begin with "wss" if
    /// there is options().tls.
    QString url() const;

    /// Open and closing connections, if options().clientTracking; empty otherwise.
    QList<WebSocketConnection *> clients() const;
    /// Connections that count against the backlog, tracked or not.
    int connectionCount() const;
    /// Upgrades answered 503 since listen() because the backlog was full.
    quint64 refusedByBacklog() const;
    /// Sends a message to every open connection, tracked or not, but @p except. The frame is put together
    /// once, never compressed, and connections whose peers do not read share its bytes. Limits hold for each
    /// by itself: one whose queue is full fails as with its own send().
    BroadcastResult broadcast(const QString &text, const WebSocketConnection *except = nullptr);
    /// To every open connection but @p except, as a binary message. See broadcast(const QString &, const
    /// WebSocketConnection *).
    BroadcastResult broadcast(const QByteArray &data, const WebSocketConnection *except = nullptr);
    /// Of @p opcode Text, which must be UTF-8 already, Binary, Ping or Pong; @p mask as in
    /// WebSocketConnection::send().
    BroadcastResult broadcast(
        Opcode opcode, QByteArrayView data, const WebSocketConnection *except = nullptr, bool mask = false);

    /// Changes what can change while connections live: acceptHandler for new upgrades.
    void setAcceptHandler(AcceptHandler handler);
    /// See ServerOptions; for open connections, too, whose next ping is due one interval from now.
    void setHeartbeat(std::chrono::milliseconds pingInterval, std::chrono::milliseconds pongTimeout);
    void setAutomaticPong(bool on); ///< for open and for new connections
    void setMessageHandler(MessageHandler handler); ///< see ServerOptions::messageHandler

signals:
    /// Documented event `connection`: an upgrade is complete. Connect to the connection's signals in the
    /// slot.
    void connection(ws::WebSocketConnection *connection);
    /// An upgrade was answered with @p httpStatus: for a broken rule, for another path (404), by verifyClient
    /// or acceptHandler (401), by the backlog or because the server is closing (503). @p explanation is what
    /// the peer was told. 0 where HTTP cannot answer: TLS failed, or came to a port that speaks none.
    void handshakeRefused(quint64 number, int httpStatus, const QString &explanation);
    /// The server stopped listening and its last connection is gone.
    void closed();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace ws
