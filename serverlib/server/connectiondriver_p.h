// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/connection/opensession_p.h"
#include "serverlib/server/serverhost_p.h"
#include "serverlib/server/websocketconnection.h"

namespace ws {

/// The works of a WebSocketConnection: an open session whose events become the connection's signals.
class ConnectionDriver final : public OpenSession
{
public:
    ConnectionDriver(ServerHost *host, Upgrade upgrade);

    /// Makes the object that the program sees. It shares @p driver with the host.
    static WebSocketConnection *makeConnection(std::shared_ptr<ConnectionDriver> driver, QObject *parent);

    WebSocketConnection *connection() const { return m_connection; }
    QString path() const { return QString::fromUtf8(requestTarget(m_requestHead)); }
    QString subprotocol() const { return m_agreed ? m_agreed->subprotocol : QString(); }
    QByteArray extensions() const { return m_agreed ? m_agreed->extensions : QByteArray(); }
    std::optional<TlsInfo> tlsInfo() const { return m_agreed ? m_agreed->tls : std::nullopt; }
    const QByteArray &requestHead() const { return m_requestHead; }
    const SocketEnd &peer() const { return m_peer; }

    /// The connection's object is being destroyed.
    void abandon();

private:
    // What many connections do without.
    struct Agreed
    {
        QString subprotocol;
        QByteArray extensions;
        std::optional<TlsInfo> tls;
    };

    void messageReceived(Opcode opcode, QByteArrayView payload) override;
    void pingReceived(QByteArrayView payload) override;
    void pongReceived(QByteArrayView payload) override;
    void tellViolation(const Violation &violation, bool fatal) override;
    void tellBackpressure(bool on) override;
    void tellEnd(const CloseInfo &info) override;
    QObject *receiver() override { return m_connection; }

    const ServerOptions &serverOptions() { return static_cast<ServerHost &>(host()).options(); }

    WebSocketConnection *m_connection = nullptr;
    QByteArray m_requestHead;
    SocketEnd m_peer; // kept: it is asked for when the transport is gone
    std::unique_ptr<const Agreed> m_agreed; // null where there is nothing of it
};

} // namespace ws
