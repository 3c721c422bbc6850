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
    const QString &path() const { return m_path; }
    const QString &subprotocol() const { return m_subprotocol; }
    const QByteArray &extensions() const { return m_extensions; }
    const QByteArray &requestHead() const { return m_requestHead; }
    const QString &peerAddress() const { return m_peerAddress; }
    quint16 peerPort() const { return m_peerPort; }
    std::optional<TlsInfo> tlsInfo() const { return m_tlsInfo ? std::optional(*m_tlsInfo) : std::nullopt; }

    /// The connection's object is being destroyed.
    void abandon();

private:
    void messageReceived(Opcode opcode, QByteArrayView payload) override;
    void pingReceived(QByteArrayView payload) override;
    void pongReceived(QByteArrayView payload) override;
    void tellViolation(const Violation &violation, bool fatal) override;
    void tellBackpressure(bool on) override;
    void tellEnd(const CloseInfo &info) override;
    QObject *receiver() override { return m_connection; }

    const ServerOptions &serverOptions() { return static_cast<ServerHost &>(host()).options(); }

    WebSocketConnection *m_connection = nullptr;
    QString m_path;
    QString m_subprotocol;
    QByteArray m_extensions;
    QByteArray m_requestHead;
    QString m_peerAddress; // kept: they are asked for when the transport is gone
    quint16 m_peerPort;
    std::unique_ptr<const TlsInfo> m_tlsInfo; // small where there is none
};

} // namespace ws
