// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/benchserver.h"
#include "app/limits/limitsboard.h"

#include <QThread>

namespace sockscope {

class LimitsRun;

/// A bench without a screen: the I/O thread with its server, and the log, connection table and measurements
/// that any thread may read. Used from the thread that made it; its functions return at once.
class BenchSession : public QObject
{
    Q_OBJECT

public:
    enum class State : quint8 { Stopped, Starting, Running, Stopping };
    Q_ENUM(State)

    static constexpr int ShutdownMs = 1000;

    explicit BenchSession(QObject *parent = nullptr);
    /// Shows a log that was recorded before; start() is refused.
    explicit BenchSession(std::unique_ptr<CaptureStore> saved, QObject *parent = nullptr);
    /// Stops the server and joins the thread. Devices have ShutdownMs to answer the Close, then they are
    /// reset.
    ~BenchSession() override;

    bool isSaved() const { return m_isSaved; }
    State state() const { return m_state; }
    /// Where it listens; meaningful while Running.
    const ListenInfo &listenInfo() const { return m_listenInfo; }
    const ServerSettings &settings() const { return m_settings; } ///< of the last start

    /// startFailed() follows when the state is not Stopped, and changes nothing.
    void start(const ServerSettings &settings);
    void stop();

    void send(quint64 connection, ws::Opcode opcode, const QByteArray &data, bool mask = false);
    void ping(quint64 connection, const QByteArray &data = {}, bool mask = false);
    void sendBytes(quint64 connection, const QByteArray &bytes, const ws::WritePlan &plan);
    void close(quint64 connection, quint16 code, const QString &reason);
    void terminate(quint64 connection);
    void setReply(Reply reply);
    void setAutomaticPong(bool on);
    void setPingInterval(int milliseconds);
    /// See BenchServer. The faults stay set when the server stops, and those of a connection end with it.
    void setFaults(const FaultProfile &faults, quint64 seed);
    void setConnectionFaults(quint64 connection, const std::optional<FaultProfile> &faults);
    const FaultTally &faultTally() const { return m_server->faultTally(); }

    /// limitsRefused() when that cannot be, else limitsFinished() at the end; limits() tells how it goes.
    void findLimits(quint64 connection, const LimitsPlan &plan);
    void cancelLimits();
    /// caughtUp() follows when the I/O thread has done all that it was told before.
    void catchUp();

    CaptureStore &capture() { return *m_capture; }
    ConnectionTable &connections() { return m_connections; }
    SampleLog<RttSample> &rtts() { return m_rtts; }
    TimingTable &timing() { return m_timing; }
    const LimitsBoard &limits() const { return m_limitsBoard; }

signals:
    void stateChanged(sockscope::BenchSession::State state);
    void startFailed(const QString &reason);
    void commandFailed(quint64 connection, const QString &reason);
    void limitsRefused(const QString &reason);
    void limitsFinished(const sockscope::LimitsReport &report);
    void caughtUp(); ///< behind each commandFailed() of what came before

private:
    BenchSession(std::unique_ptr<CaptureStore> capture, bool isSaved, QObject *parent);
    void forwardSignals(); ///< of the I/O thread
    void setState(State state);
    void onStarted(const ListenInfo &info);
    void onStartFailed(const QString &reason);

    const std::unique_ptr<CaptureStore> m_capture;
    const bool m_isSaved;
    ConnectionTable m_connections;
    SampleLog<RttSample> m_rtts;
    TimingTable m_timing;
    LimitsBoard m_limitsBoard;
    FrameRecorder m_recorder;
    State m_state = State::Stopped;
    ListenInfo m_listenInfo;
    ServerSettings m_settings;
    QThread m_thread;
    BenchServer *m_server; // lives in m_thread, deleted when that ends
    LimitsRun *m_limitsRun; // the server's child
};

} // namespace sockscope
