// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/net/connector.h"

#include <QTcpSocket>

namespace ws {

/// Looks up the name and connects by TCP; the transport is a SocketTransport.
class TcpConnector final : public QObject, public Connector
{
    Q_OBJECT

public:
    /// A ConnectorFactory.
    static std::unique_ptr<Connector> make();

    void start(const ConnectTarget &target, Done done) override;

private:
    TcpConnector();

    void connected();
    void failed();

    std::unique_ptr<QTcpSocket> m_socket; // until it is connected
    Done m_done;
};

} // namespace ws
