// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/net/transport.h"

#include <QTcpServer>

namespace ws {

/// A QTcpServer that hands each connection on as a Transport, made where the connection will live.
class Acceptor : public QTcpServer
{
    Q_OBJECT

public:
    using Taker = std::function<void(std::unique_ptr<Transport> transport)>;

    Acceptor(TransportFactory factory, Taker taker, QObject *parent);

    /// Leaves new connections in the kernel's queue until resume().
    void hold();
    void resume();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    TransportFactory m_factory;
    Taker m_taker;
    bool m_held = false;
};

} // namespace ws
