// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/protocol/endpoint.h"
#include "serverlib/server/serverhost_p.h"
#include "serverlib/server/websocketconnection.h"

namespace ws {

/// The works of a WebSocketConnection: carries bytes between its transport and its endpoint, and turns the
/// endpoint's events into the connection's signals and the tap's calls.
class ConnectionDriver final : public Session, private EndpointHandler
{
public:
    ConnectionDriver(ServerHost *host, Upgrade upgrade);

    /// Makes the object that the program sees. It shares @p driver with the host.
    static WebSocketConnection *makeConnection(std::shared_ptr<ConnectionDriver> driver, QObject *parent);

    WebSocketConnection *connection() const { return m_connection; }
    WebSocketConnection::State state() const;
    const QString &path() const { return m_path; }
    const QString &subprotocol() const { return m_subprotocol; }
    const QByteArray &extensions() const { return m_extensions; }
    const QByteArray &requestHead() const { return m_requestHead; }
    const QString &peerAddress() const { return m_peerAddress; }
    quint16 peerPort() const { return m_peerPort; }
    qint64 bytesPending() const { return isOver() ? 0 : transport().bytesPending(); }

    SendResult send(Opcode opcode, QByteArrayView data, bool mask);
    SendResult sendRaw(const FrameHeader &header, QByteArrayView payload);
    SendResult close(quint16 code, const QString &reason);
    void terminate();
    void setAutomaticPong(bool on) { m_endpoint.setAutomaticPong(on); }
    void setFramesWatched(bool on) { m_endpoint.setFramesWatched(on); }
    /// The connection's object is being destroyed: resets what is left, and tells the tap and the host.
    void abandon();

    void deadlinePassed() override;
    void bytesReceived(std::span<char> bytes) override;
    void drained() override;
    void disconnected(const QString &error) override;

private:
    void output(QByteArrayView head, QByteArrayView payload) override;
    void frameReceived(const FrameView &frame) override;
    void frameSent(const FrameView &frame) override;
    void messageReceived(Opcode opcode, QByteArrayView payload) override;
    void pingReceived(QByteArrayView payload) override;
    void pongReceived(QByteArrayView payload) override;
    void closeReceived(quint16 code, QByteArrayView reason) override;
    void violationFound(const Violation &violation, bool fatal) override;

    const ServerOptions &serverOptions() { return static_cast<ServerHost &>(host()).options(); }
    /// Ended, or about to by our own hand: what is left of the input is nobody's business.
    bool isSilent() const { return isOver() || m_aborted; }
    SendResult sent(SendResult result);
    bool hasRoom();
    void settle();
    void advanceClosing();
    void cutOff(const Violation &violation);
    void end();

    WebSocketConnection *m_connection = nullptr;
    QString m_path;
    QString m_subprotocol;
    QByteArray m_extensions;
    QByteArray m_requestHead;
    QString m_peerAddress; // kept: they are asked for when the transport is gone
    quint16 m_peerPort;
    Endpoint m_endpoint;
    CloseInfo m_closeInfo;
    bool m_closeReceived = false;
    bool m_receiving = false;
    bool m_closing = false;
    bool m_aborted = false; // reset by us; the rest follows from the event loop
};

} // namespace ws
