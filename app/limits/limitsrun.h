// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/benchserver.h"
#include "app/limits/limitprobe.h"
#include "app/limits/limitsboard.h"
#include "app/limits/probejudge.h"

#include <QTimer>

namespace sockscope {

/// Looks for a device's limits on the connections of a BenchServer, in that one's thread. A device is probed,
/// then pinged: what it does then is the answer. When the connection is lost it has to connect anew, by
/// itself and within the plan's time. It is the same device when its label is, see deviceLabel(), or its
/// address where it has no label; and its path.
///
/// Rows of the log tell of every probe. Of the payloads of probes the log keeps the first KeptBytes: a search
/// up to 16 MiB would push out everything else. A device that echoes fills the log all the same.
class LimitsRun : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype KeptBytes = 4096;

    /// All must outlive this; @p board tells other threads where the run stands.
    LimitsRun(BenchServer *server, FrameRecorder *recorder, ConnectionTable *connections,
        CaptureStore *capture, LimitsBoard *board, QObject *parent = nullptr);
    ~LimitsRun() override;

    bool isRunning() const { return m_stand.isRunning(); }

public slots:
    /// refused() with a sentence when that cannot be.
    void start(quint64 connection, const sockscope::LimitsPlan &plan);
    /// Ends the run, and leaves the connection as it is.
    void cancel();

signals:
    void refused(const QString &reason);
    /// Once for every start() that was not refused.
    void finished(const sockscope::LimitsReport &report);

private:
    struct Job
    {
        LimitAim aim;
        std::optional<LimitSearch> search; // once its range is known
    };

    QString refusal(quint64 connection, const LimitsPlan &plan) const;
    void begin(const ConnectionStats &device, const LimitsPlan &plan);
    void proceed();
    void begin(Job *job);
    void settle(const Job &job);
    void probe();
    void sendProbe(const Job &job);
    void startPings();
    void sendDuePings();
    void ping();
    void askForAnswer();
    void waitForDevice();
    void adopt(quint64 connection);

    void onOpened(quint64 connection);
    void onClosed(quint64 connection);
    void onPong(quint64 connection, const QByteArray &data, qint64 rttNs);
    void onTimer();
    void examine();
    void conclude(const ProbeOutcome &outcome);
    void finish(LimitsEnding ending);

    bool isOfDevice(quint64 connection) const;
    QList<ws::HttpHeader> responseHeaders(quint64 connection) const;
    qint64 nowMs() const { return m_capture->now() / 1'000'000; }
    /// A row of the log on the connection that is probed.
    quint64 note(const QString &words);
    void setPhase(LimitsPhase phase, qint64 deadlineMs = -1);
    LimitResult &result() { return m_stand.report.results[m_stand.current]; }

    BenchServer *m_server;
    FrameRecorder *m_recorder;
    ConnectionTable *m_connections;
    CaptureStore *m_capture;
    LimitsBoard *m_board;

    LimitsStand m_stand;
    ConnectionStats m_device; // as it was at the start
    quint64 m_lastProbed = 0; // its newest connection
    QList<Job> m_jobs;
    ProbeContext m_context;
    ProbeJudge m_judge;
    QTimer m_timer;
    quint64 m_candidate = 0; // it connected anew before its old connection was given up
    bool m_wantsAnswer = false; // the next 101 is the probe
    quint64 m_probeRow = 0;
    bool m_isLate = false; // the deadline of the probe has been seen once
    qint64 m_pingsFromMs = 0;
    int m_pingsSent = 0; // of the present probe
    int m_pingsWanted = 0;
    quint64 m_pings = 0; // of all runs: no two have the same payload
};

} // namespace sockscope
