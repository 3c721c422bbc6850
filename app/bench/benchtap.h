// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverlib/connection/frametap.h"

#include <functional>

namespace sockscope {

/// Stands between a server and the recorder. A ws::WebSocketServer counts its connections from 1 and a bench
/// makes a new server for every start; the log goes on, so this gives connections numbers that are never used
/// twice.
class BenchTap : public ws::FrameTap
{
public:
    /// Called with bench numbers.
    struct Handlers
    {
        /// In place of the recorder.
        std::function<void(quint64 connection, const ws::Violation &violation, bool fatal)> violation;
        /// A Close frame came; @p payload is its. After the recorder.
        std::function<void(quint64 connection, QByteArrayView payload)> closing;
        /// Before the recorder.
        std::function<void(quint64 connection, const ws::CloseInfo &info)> ending;
    };

    /// @p recorder must outlive this.
    BenchTap(ws::FrameTap *recorder, Handlers handlers);

    /// The connections of the next server follow those of the last one.
    void beginServer() { m_base = m_last; }
    /// The bench's number for the current server's connection @p serverNumber.
    quint64 benchNumber(quint64 serverNumber) const { return m_base + serverNumber; }
    /// Whose request came last.
    quint64 lastAsking() const { return m_asking; }

    void connectionAccepted(
        quint64 connection, const ws::SocketEnd &peer, const ws::SocketEnd &local) override;
    void secured(quint64 connection, const ws::TlsInfo &info) override;
    void handshake(quint64 connection, ws::Direction direction, QByteArrayView head) override;
    void connectionOpened(quint64 connection, const QString &path, const QString &subprotocol) override;
    void frame(quint64 connection, ws::Direction direction, const ws::FrameView &frame) override;
    bool wantsRoundTrips() const override { return m_recorder->wantsRoundTrips(); }
    void roundTrip(quint64 connection, std::chrono::nanoseconds elapsed) override;
    void violation(quint64 connection, const ws::Violation &violation, bool fatal) override;
    void connectionEnded(quint64 connection, const ws::CloseInfo &info) override;

private:
    ws::FrameTap *m_recorder;
    Handlers m_handlers;
    quint64 m_base = 0;
    quint64 m_last = 0;
    quint64 m_asking = 0;
};

} // namespace sockscope
