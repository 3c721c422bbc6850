// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/connectiontable.h"
#include "app/bench/measurements.h"
#include "app/bench/rtttracker.h"
#include "app/capture/capturestore.h"

namespace sockscope {

/// Writes what a server's tap sees into the log, the connection table and the measurements. Lives in the I/O thread;
/// what it writes to is read from any thread.
class FrameRecorder : public ws::FrameTap
{
public:
    FrameRecorder(CaptureStore *capture, ConnectionTable *connections, SampleLog<RttSample> *rtts,
        SampleLog<SizeSample> *sizes);

    void connectionAccepted(quint64 connection, const QString &peerAddress, quint16 peerPort) override;
    void handshake(quint64 connection, ws::Direction direction, QByteArrayView head) override;
    void connectionOpened(quint64 connection, const QString &path, const QString &subprotocol) override;
    void frame(quint64 connection, ws::Direction direction, const ws::FrameView &frame) override;
    void violation(quint64 connection, const ws::Violation &violation, bool fatal) override;
    void connectionEnded(quint64 connection, const ws::CloseInfo &info) override;

    /// A row of words: a failed start, a lost device.
    void event(quint64 connection, const QString &words, std::optional<ws::Rule> rule = std::nullopt);
    /// Round trip of the last pong on @p connection, -1 if it answered no ping.
    qint64 lastPongRtt(quint64 connection) const;

private:
    struct MessageState
    {
        quint64 number = 0;
        quint32 fragment = 0;
        quint64 bytes = 0;
        bool active = false;
    };
    struct Live // per open connection
    {
        MessageState received, sent;
        RttTracker rtt;
        qint64 lastPongRtt = -1;
        bool frameTold = false; // the last violation is on the row of its frame already
    };

    CaptureStore *m_capture;
    ConnectionTable *m_connections;
    SampleLog<RttSample> *m_rtts;
    SampleLog<SizeSample> *m_sizes;
    std::map<quint64, Live> m_live;
};

} // namespace sockscope
