// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/net/tcpconnector.h"

#include "serverlib/net/sockettransport.h"

#include <utility>

namespace ws {

namespace {

ConnectFailure::Kind kindOf(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::HostNotFoundError:
        return ConnectFailure::Kind::HostNotFound;
    case QAbstractSocket::ConnectionRefusedError:
        return ConnectFailure::Kind::Refused;
    default:
        return ConnectFailure::Kind::Failed;
    }
}

} // namespace

std::unique_ptr<Connector> TcpConnector::make()
{
    return std::unique_ptr<Connector>(new TcpConnector);
}

TcpConnector::TcpConnector() : m_socket(std::make_unique<QTcpSocket>())
{
    // Queued: the socket is not handed on, nor ended, from within its own signal.
    connect(m_socket.get(), &QTcpSocket::connected, this, &TcpConnector::connected, Qt::QueuedConnection);
    connect(m_socket.get(), &QTcpSocket::errorOccurred, this, &TcpConnector::failed, Qt::QueuedConnection);
}

void TcpConnector::start(const ConnectTarget &target, Done done)
{
    m_done = std::move(done);
    m_socket->connectToHost(target.host, target.port);
}

void TcpConnector::connected()
{
    m_socket->disconnect(this);
    const Done done = std::exchange(m_done, {});
    done(SocketTransport::adoptSocket(std::move(m_socket)));
}

void TcpConnector::failed()
{
    if (!m_done)
        return; // connected, and ended since: the transport tells that
    const Done done = std::exchange(m_done, {});
    done(ConnectFailure{kindOf(m_socket->error()), m_socket->errorString()});
}

} // namespace ws
