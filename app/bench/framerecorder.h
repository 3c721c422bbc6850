// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/connectiontable.h"
#include "app/bench/measurements.h"
#include "app/bench/samplelog.h"
#include "app/capture/capturestore.h"
#include "app/timing/timingprobe.h"
#include "serverlib/connection/outstandingpings.h"

#include <map>
#include <optional>

namespace sockscope {

/// Writes what a server's tap sees into the log, the connection table and the measurements. Lives in the I/O
/// thread; what it writes to is read from any thread.
///
/// A broken rule is in the log once: on the row of the frame that broke it (FrameView::violation, the first
/// of several), on the row of the end if that lacked a Close frame, else as an event row of its own.
class FrameRecorder : public ws::FrameTap
{
public:
    /// All of them must outlive it; without @p timing that is not measured.
    FrameRecorder(CaptureStore *capture, ConnectionTable *connections, SampleLog<RttSample> *rtts,
        TimingTable *timing = nullptr);

    void connectionAccepted(
        quint64 connection, const ws::SocketEnd &peerEnd, const ws::SocketEnd &localEnd) override;
    void secured(quint64 connection, const ws::TlsInfo &info) override;
    void handshake(quint64 connection, ws::Direction direction, QByteArrayView head) override;
    void connectionOpened(quint64 connection, const QString &path, const QString &subprotocol) override;
    void frame(quint64 connection, ws::Direction direction, const ws::FrameView &frame) override;
    bool wantsRoundTrips() const override { return true; }
    void roundTrip(quint64 connection, std::chrono::nanoseconds elapsed) override;
    void violation(quint64 connection, const ws::Violation &violation, bool fatal) override;
    void connectionEnded(quint64 connection, const ws::CloseInfo &info) override;

    /// A row of words: a failed start, a lost device. Returns its number.
    quint64 note(quint64 connection, const QString &words)
    {
        return event(connection, EventKind::Note, words);
    }
    /// Of the payloads sent on @p connection from now on, the log keeps the first @p bytes; -1 for all.
    void keepFront(quint64 connection, qsizetype bytes) { live(connection).keptFront = bytes; }
    /// A row of something that was broken on purpose; @p facts are JSON for programs.
    void fault(quint64 connection, const QString &words, const QByteArray &facts)
    {
        event(connection, EventKind::Fault, words, facts);
    }
    /// What looks like a @p violation is none: a fault has left @p connection no other way.
    void excused(quint64 connection, const ws::Violation &violation, bool fatal);
    /// The end of @p connection is on its way, and is no doing of the device.
    void cutOnPurpose(quint64 connection, const QString &words) { live(connection).cut = words; }
    /// Round trip of the last pong on @p connection, rttNs -1 if it answered no ping.
    RttSample lastPong(quint64 connection) const;

private:
    struct MessageState // of one direction
    {
        quint64 number = 0;
        quint32 fragment = 0;
        ws::Opcode opcode = ws::Opcode::Text;
        bool active = false;

        /// Gives a data frame its place in a message; false when it has none.
        bool join(FrameRecord *record);
        /// @p record has joined it. True when that makes it whole.
        bool endsWith(const FrameRecord &record, qsizetype payloadSize);
    };
    struct Live // per open connection
    {
        ConnectionTable::Traffic *traffic = nullptr;
        MessageState received, sent;
        ws::OutstandingPings pings; // by the time of their rows
        std::optional<TimingProbe> timing;
        RttSample lastPong;
        std::optional<qint64> kernelRttNs; // of the pong that comes next
        qint64 heardNs = -1; // last frame received
        qsizetype keptFront = -1; // of what is sent
        std::optional<ws::Violation> told; // is on the row of the last frame received
        QString cut; // why it ends, when a fault ended it
        std::optional<ws::Rule> endedWrong; // goes on the row of the end
    };

    static void measurePing(Live &live, FrameRecord *record, QByteArrayView payload);
    static void measurePong(Live &live, FrameRecord *record, QByteArrayView payload);
    void noteRoundTrip(Live &live, quint64 row);
    quint64 event(quint64 connection, EventKind kind, const QString &words, const QByteArray &facts = {},
        std::optional<ws::Rule> rule = std::nullopt);
    void noteControl(const Live &live, const FrameRecord &record);
    void noteHeard(Live &live, const FrameRecord &record, QByteArrayView content);
    Live &live(quint64 connection);

    CaptureStore *m_capture;
    ConnectionTable *m_connections;
    SampleLog<RttSample> *m_rtts;
    TimingTable *m_timing;
    std::map<quint64, Live> m_live;
    std::pair<quint64, Live *> m_latest = {}; // frames of one connection often follow each other
    qint64 m_now = 0; // what the clock last said to frame()
};

} // namespace sockscope
