// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/net/connector.h"
#include "serverlib/net/tlscontext.h"

#include <QObject>

namespace ws {

/// Speaks TLS over what another connector connects; done when the connection is secured.
class TlsConnector final : public QObject, public Connector, private TransportHandler
{
    Q_OBJECT

public:
    /// @p serverName: whom the certificate must be for; empty: the target's host.
    TlsConnector(
        std::unique_ptr<Connector> inner, std::shared_ptr<const TlsContext> context, QString serverName);

    void start(const ConnectTarget &target, Done done) override;

private:
    void bytesReceived(std::span<char>) override { }
    void drained() override { }
    void disconnected(const QString &error) override;
    void secured(const TlsInfo &info) override;
    void securityFailed(const Violation &violation) override;

    void connected(Result result);
    void failSoon(const ConnectFailure &failure);

    std::unique_ptr<Connector> m_inner; // until it has connected
    std::shared_ptr<const TlsContext> m_context;
    QString m_serverName;
    std::unique_ptr<Transport> m_transport; // until it is secured
    Done m_done;
};

} // namespace ws
