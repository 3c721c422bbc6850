// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/benchfaults.h"
#include "app/bench/benchtap.h"
#include "app/bench/framerecorder.h"
#include "app/bench/servertexts.h"
#include "serverlib/server/websocketserver.h"

#include <QHash>
#include <QObject>

#include <memory>

namespace sockscope {

/// The bench's server: settings, replies, automatic ping, and commands by connection number. Lives in one
/// thread, the I/O thread under the window, the main thread in sockscope-cli; signals carry values and cross
/// threads. Connection numbers go on across restarts: no two connections of a BenchServer have the same.
class BenchServer : public QObject
{
    Q_OBJECT

public:
    /// @p recorder must outlive the server.
    explicit BenchServer(FrameRecorder *recorder, QObject *parent = nullptr);
    ~BenchServer() override;

    bool isListening() const;
    /// How often each fault has been applied; for any thread.
    const FaultTally &faultTally() const { return m_faults->tally(); }
    /// True until one of the two has sent a Close.
    bool isOpen(quint64 connection) const;
    /// Bytes for it that the kernel has not taken yet; 0 when there is no such connection.
    qint64 bufferedAmount(quint64 connection) const;

    /// More headers for the 101 to @p connection, whose request is in the log and in the table already.
    using ResponseHeaders = std::function<QList<ws::HttpHeader>(quint64 connection)>;
    /// Asked for every upgrade from now on, in the server's thread; none: no more headers.
    void setResponseHeaders(ResponseHeaders headers) { m_responseHeaders = std::move(headers); }

public slots:
    /// Emits started(), or startFailed() and changes nothing. A server that runs or is still closing its
    /// connections is not restarted: that is a startFailed() too; stop() it and wait for stopped().
    void start(const sockscope::ServerSettings &settings);
    /// Closes every connection with 1001; stopped() follows when the last one is gone, at once if nothing
    /// runs.
    void stop();

    /// These answer with commandFailed() when it cannot be done.
    void send(quint64 connection, ws::Opcode opcode, const QByteArray &data, bool mask);
    void ping(quint64 connection, const QByteArray &data, bool mask);
    /// What the composer made, in its TCP writes.
    void sendBytes(quint64 connection, const QByteArray &bytes, const ws::WritePlan &plan);
    void close(quint64 connection, quint16 code, const QString &reason);
    void terminate(quint64 connection);

    /// These act at once on a running server.
    void setReply(sockscope::Reply reply);
    void setAutomaticPong(bool on);
    void setPingInterval(int milliseconds); ///< 0: off

    /// What is broken on purpose from now on: of open connections, too, and after the next start. All chance
    /// comes from @p seed. A profile without faults ends it.
    void setFaults(const sockscope::FaultProfile &faults, quint64 seed);
    /// One connection's own, in place of the server's; nullopt: those of the server again.
    void setConnectionFaults(quint64 connection, const std::optional<sockscope::FaultProfile> &faults);

signals:
    void started(const sockscope::ListenInfo &info);
    void startFailed(const QString &reason); ///< one sentence that says what to do
    void stopped();
    void connectionOpened(quint64 connection, const QString &peer, const QString &path,
        const QString &subprotocol, const std::optional<ws::TlsInfo> &tls, const QByteArray &extensions);
    void messageReceived(quint64 connection, const QByteArray &data, bool isBinary);
    void pingReceived(quint64 connection, const QByteArray &data);
    /// @p rttNs -1 if it answers no ping.
    void pongReceived(quint64 connection, const QByteArray &data, qint64 rttNs, sockscope::RttSource source);
    void connectionClosed(quint64 connection, quint16 code, const QString &reason);
    /// A broken rule on an open connection or in a handshake.
    void errorOccurred(quint64 connection, const ws::Violation &violation, bool fatal);
    void handshakeRefused(quint64 connection, int httpStatus, const QString &explanation);
    void commandFailed(quint64 connection, const QString &reason);
    /// Something was broken on purpose; it is a row of the log already.
    void faultApplied(const sockscope::AppliedFault &fault);

private:
    // benchserverfaults.cpp
    void connectFaults();
    void letFaultsIn(ws::ServerOptions *options);
    void joinOpenConnections();
    void closeForFault(quint64 connection, quint16 code, const QString &reason);
    /// A device that only listens says by its pong that it takes what it was shown.
    void pingIfSilent(quint64 number, ws::WebSocketConnection *connection);
    void beginOutage(const QString &how);
    void listenAgain();

    BenchTap::Handlers tapHandlers();
    void onViolation(quint64 number, const ws::Violation &violation, bool fatal);
    void adopt(ws::WebSocketConnection *connection);
    void forget(quint64 number, quint16 code, const QString &reason);
    void answer(quint64 number, const QByteArray &data, bool isBinary);
    void onServerClosed();
    ws::WebSocketConnection *find(quint64 number);
    void report(quint64 number, ws::SendResult result, const SendAttempt &attempt);

    FrameRecorder *m_recorder;
    BenchTap m_tap;
    std::unique_ptr<ws::WebSocketServer> m_server; // also while it closes its connections
    QHash<quint64, ws::WebSocketConnection *> m_open; // client tracking may be off
    ServerSettings m_settings;
    BenchFaults *m_faults;
    ResponseHeaders m_responseHeaders;
};

} // namespace sockscope
