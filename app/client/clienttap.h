// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/clientlink.h"
#include "serverlib/connection/outstandingpings.h"

#include <QElapsedTimer>

namespace sockscope {

/// Counts what a raw client exchanges, and passes it on to a recorder under the numbers of that.
class ClientTap : public ws::FrameTap
{
public:
    explicit ClientTap(ClientRecording recording);

    const ClientTraffic &traffic() const { return m_traffic; }
    /// Of the last pong; -1 if it answered no ping.
    qint64 lastPongRtt() const { return m_lastPongRtt; }

    void connectionAccepted(
        quint64 connection, const ws::SocketEnd &peer, const ws::SocketEnd &local) override;
    void secured(quint64 connection, const ws::TlsInfo &info) override;
    void handshake(quint64 connection, ws::Direction direction, QByteArrayView head) override;
    void connectionOpened(quint64 connection, const QString &path, const QString &subprotocol) override;
    void frame(quint64 connection, ws::Direction direction, const ws::FrameView &frame) override;
    void violation(quint64 connection, const ws::Violation &violation, bool fatal) override;
    void connectionEnded(quint64 connection, const ws::CloseInfo &info) override;

private:
    ClientRecording m_recording;
    quint64 m_recorded = 0; // the recorder's number of the connection
    ClientTraffic m_traffic;
    ws::OutstandingPings m_pings;
    qint64 m_lastPongRtt = -1;
    QElapsedTimer m_clock;
};

} // namespace sockscope
