// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/faults/faultlane.h"
#include "app/faults/faultreport.h"
#include "app/faults/lingeringlinks.h"

#include <QElapsedTimer>

#include <set>

namespace sockscope {

/// What a FaultTransport asks of the bench. Outlives it.
class FaultHost
{
public:
    virtual ~FaultHost() = default;
    virtual void faultApplied(const AppliedFault &applied) = 0;
    /// Once for each time, told or not.
    virtual void faultCounted(quint64 connection, qsizetype index) = 0;
    /// A fault has ended the link: its connection's end follows, and is not the device's doing.
    virtual void linkCut(quint64 connection, const QString &words) = 0;
    /// Close with any code, see FaultKind::CloseWith. From the event loop.
    virtual void closeForFault(quint64 connection, quint16 code, const QString &reason) = 0;
    /// Takes links that their connection has done with.
    virtual LingeringLinks &lingeringLinks() = 0;
    virtual void transportGone(quint64 connection) = 0;
};

/// A bump in the wire between a connection and its socket, above TLS: finds the frames in both directions,
/// and does to them what the faults of its connection say. Without faults it lets everything through as it
/// is.
///
/// What faults hold back is bounded by MostHeld for each direction: beyond that it is let go early, and told.
/// From half of it on nothing more is read.
class FaultTransport final : public QObject,
                             public ws::Transport,
                             private ws::TransportHandler,
                             private FaultSite
{
public:
    static constexpr qint64 MostHeld = 64 * 1024 * 1024; ///< bytes
    static constexpr qint64 CutLingersMs = 60'000; ///< for the device's FIN, after ours

    /// Where the connection stands when this gets between.
    enum class Phase : quint8 { Handshake, Open };

    FaultTransport(std::unique_ptr<ws::Transport> inner, FaultHost *host, quint64 connection, Phase phase);
    ~FaultTransport() override;

    /// From now on these. Their times count from now, or from the 101.
    void setFaults(const std::vector<PlacedFault> &faults);
    /// The server has the start of a frame of the device's already: its @p header, as far as it has come, and
    /// so many bytes of its @p payload.
    void skipReceived(QByteArrayView header, quint64 payload);
    /// How the 101 that is about to be written leaves.
    void setHeadPlan(std::chrono::milliseconds wait, const std::optional<ws::WritePlan> &plan);
    /// Reset, or FIN, without a Close frame.
    void endNow(FaultPiece::Kind kind);

    void setHandler(ws::TransportHandler *handler) override { m_handler = handler; }
    void write(QByteArrayView head, QByteArrayView payload) override;
    void flush() override;
    qint64 bytesPending() const override;
    // What a fault does to a round trip is part of it: the kernel does not see that.
    std::optional<quint32> stampOutput() override;
    std::optional<std::chrono::nanoseconds> elapsedSince(quint32 mark) override;
    void setReading(bool on) override;
    void close() override;
    void abort() override;
    std::optional<ws::TlsInfo> tlsInfo() const override;
    ws::SocketEnd peer() const override { return m_link ? m_link->peer() : ws::SocketEnd(); }
    ws::SocketEnd local() const override { return m_link ? m_link->local() : ws::SocketEnd(); }

private:
    // From the link.
    void bytesReceived(std::span<char> bytes) override;
    void drained() override { checkDrained(); }
    void disconnected(const QString &error) override;
    void secured(const ws::TlsInfo &info) override { m_handler->secured(info); }
    void securityFailed(const ws::Violation &violation) override { m_handler->securityFailed(violation); }

    // For the stages.
    qint64 elapsedMs() const override { return m_clock.elapsed(); }
    void applied(const PlacedFault &fault, const QString &words, const QJsonObject &details) override;
    void appliedAgain(const PlacedFault &fault, const QString &words) override;
    void act(const PlacedFault &fault, const QString &cause) override;
    bool hasDeviceClosed() const override { return m_fromDevice.hasSeenClose(); }
    bool hold(FaultDirection direction, qint64 bytes) override;

    // faulttransport.cpp
    void writeHead(QByteArray head);
    void send(FaultPiece piece);
    void put(FaultPiece piece);
    void releaseOutput();
    void receive(FaultPiece piece);
    void deliver();
    void deliverLater();
    void deliverHandshake(std::span<char> bytes);
    void updateReading();
    void checkDrained();

    // faultactions.cpp
    void startTimers();
    void stopReading(const PlacedFault &fault, const QString &cause);
    void freeze(const PlacedFault &fault, const QString &cause);
    void thaw();
    void ignoreClose(const PlacedFault &fault);
    void retire(const LingeringLinks::Stay &stay);
    void tellEnd(const QString &error);

    FaultHost *m_host;
    quint64 m_connection;
    Phase m_phase;
    std::unique_ptr<ws::PacedTransport> m_link; // null once it is given away
    ws::TransportHandler *m_handler = nullptr;
    FaultReport m_report;
    FaultLane m_toDevice;
    FaultLane m_fromDevice;
    std::vector<PlacedFault> m_faults;
    std::set<qsizetype> m_acted; // of those that act once: in whichever direction a frame came first
    QElapsedTimer m_clock;
    std::vector<std::unique_ptr<QTimer>> m_timers; // of faults that act at a time
    QTimer m_readAgain;
    QTimer m_thaw;
    QTimer m_headTimer;
    std::chrono::milliseconds m_headWait{0};
    std::optional<ws::WritePlan> m_headPlan;
    std::optional<PlacedFault> m_frozen; // by this one
    std::deque<FaultPiece> m_output; // waits for the head to leave, or the link to live again
    std::deque<FaultPiece> m_input; // waits for the owner to read
    qint64 m_heldToDevice = 0; // bytes that faults hold back
    qint64 m_heldFromDevice = 0;
    bool m_reading = true; // as the owner wants it
    bool m_stopped = false; // reading, by a fault
    bool m_delivering = false;
    bool m_closed = false; // the owner, or a fault, has ended the output
    bool m_ended = false; // disconnected() was told, or is not to be
};

} // namespace sockscope
