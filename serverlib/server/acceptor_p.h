// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/net/localsocketfile_p.h"
#include "serverlib/net/transport.h"
#include "serverlib/server/serveroptions.h"

#include <QTcpServer>

namespace ws {

/// A QTcpServer that hands each connection on as a Transport, made where the connection will live.
class Acceptor : public QTcpServer
{
    Q_OBJECT

public:
    using Taker = std::function<void(std::unique_ptr<Transport> transport)>;

    Acceptor(TransportFactory factory, Taker taker, QObject *parent);

    /// Listens where the options say: on the local socket, or on host and port. In words why it cannot; empty
    /// when it does.
    QString open(const ServerOptions &options);
    /// Frees the address at once.
    void stop();
    /// "127.0.0.1", "::" for every interface; the path of a local socket.
    QString address() const;
    quint16 port() const
    {
        return !m_localName.isEmpty() ? 0 : m_closedPort != 0 ? m_closedPort : serverPort();
    }

    /// Leaves new connections in the kernel's queue until resume().
    void hold();
    void resume();
    /// Whoever connects is refused, until reopenPort(). A local socket's connections wait instead.
    void closePort();
    /// Listens there again, if closePort() was called. In words why it cannot; empty when it does.
    QString reopenPort();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    QString openLocal(const ServerOptions &options);

    TransportFactory m_factory;
    Taker m_taker;
    std::unique_ptr<LocalSocketFile> m_localFile;
    QString m_localName;
    bool m_held = false;
    QHostAddress m_closedAddress;
    quint16 m_closedPort = 0; // while it is closed
};

} // namespace ws
