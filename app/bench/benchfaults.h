// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/faultcertificates.h"
#include "app/bench/faulttrials.h"
#include "app/faults/faulttally.h"
#include "app/faults/faulttransport.h"
#include "serverlib/server/upgradehooks.h"

#include <QHash>
#include <QTimer>

#include <optional>

namespace sockscope {

/// What a bench breaks on purpose: for all connections, or for one of them. Decides which fault is whose
/// turn, and keeps its FaultTransports. Lives in the I/O thread, but for tally().
class BenchFaults final : public QObject, public FaultHost
{
    Q_OBJECT

public:
    explicit BenchFaults(QObject *parent = nullptr);
    ~BenchFaults() override;

    void set(const FaultProfile &faults, quint64 seed);
    /// nullopt: @p connection has those of the server.
    void set(quint64 connection, const std::optional<FaultProfile> &faults);
    /// Counts and times of what concerns all connections begin anew.
    void serverStarted();
    const FaultTally &tally() const { return m_tally; }

    /// Whether @p connection needs a FaultTransport that it has not got.
    bool wants(quint64 connection) const;
    /// Gets between @p connection and its link. nullptr when a fault takes the link away, see linkTaken().
    std::unique_ptr<ws::Transport> accept(quint64 connection, std::unique_ptr<ws::Transport> link);
    /// The same for one that is open; the server has so much of a frame already.
    std::unique_ptr<ws::Transport> join(
        quint64 connection, std::unique_ptr<ws::Transport> link, QByteArrayView header, quint64 payload);
    /// The certificate that @p connection is shown when it is a wrong one; nullptr: the right one.
    std::shared_ptr<const ws::TlsContext> tlsContext(quint64 connection);
    FaultCertificates &certificates() { return m_certificates; }
    /// @p connection asks for an upgrade. How that is refused, if it is.
    std::optional<ws::Refusal> asked(quint64 connection, const ws::UpgradeRequest &request);
    /// Does to the 101 what faults of the handshake say.
    void changeAnswer(quint64 connection, QByteArray *response);
    /// Texts that are to leave with the 101.
    QStringList gluedTexts(quint64 connection);
    /// Whether @p connection has been shown what it must refuse, and what it makes of that is not known yet.
    bool isTrying(quint64 connection) const { return m_trials.isTrying(connection); }
    /// Whether @p connection is right to break @p rule, as it refuses what a fault has shown it.
    bool excuses(quint64 connection, ws::Rule rule) const { return m_trials.excuses(connection, rule); }
    /// @p connection goes on with what it was shown, and so has @p accepted it; or breaks it off.
    void judge(quint64 connection, bool accepted);
    /// Ends @p connection as @p kind says. False when that has no FaultTransport.
    bool endLink(quint64 connection, FaultPiece::Kind kind);

signals:
    void applied(const sockscope::AppliedFault &fault);
    void failed(quint64 connection, const QString &reason); ///< a fault cannot be applied
    void cutOnPurpose(quint64 connection, const QString &words); ///< its end is on its way
    void closeWanted(quint64 connection, quint16 code, const QString &reason);
    /// The link of @p connection never became a connection of the server, @p isOver: and now it is gone.
    void linkTaken(quint64 connection, const ws::SocketEnd &peer, const ws::SocketEnd &local);
    void linkGone(quint64 connection, const QString &error);
    /// A fault of the listener begins: connections wait in the system's queue, or the port is closed and
    /// every connection is to end as @p how says.
    void acceptingHeld();
    void outageBegan(const QString &how);
    void listeningWanted(); ///< it is over

private:
    // FaultHost
    void faultApplied(const AppliedFault &fault) override;
    void faultCounted(quint64 connection, qsizetype index) override;
    void linkCut(quint64 connection, const QString &words) override;
    void closeForFault(quint64 connection, quint16 code, const QString &reason) override;
    LingeringLinks &lingeringLinks() override { return m_lingering; }
    void transportGone(quint64 connection) override;

    const FaultProfile &of(quint64 connection) const;
    std::vector<PlacedFault> placedFor(quint64 connection) const;
    PlacedFault placed(quint64 connection, qsizetype index) const;
    std::unique_ptr<FaultTransport> wrap(
        quint64 connection, std::unique_ptr<ws::Transport> link, FaultTransport::Phase phase);
    bool takesTurn(quint64 connection, qsizetype index);
    void tell(quint64 connection, const PlacedFault &fault, const QString &words, QJsonObject details = {});
    void lingerOver(const LingeringLinks::Stay &stay, qint64 afterMs, bool byDevice);
    void startListenerFaults();
    void startListenerFault(qsizetype index);

    FaultProfile m_server;
    QHash<quint64, FaultProfile> m_own;
    quint64 m_seed = 0;
    QList<qint64> m_turns; // connections that each fault of m_server has had
    QElapsedTimer m_since; // m_server was set
    std::vector<std::unique_ptr<QTimer>> m_timers; // of faults of the listener
    FaultTally m_tally;
    QHash<quint64, FaultTransport *> m_transports;
    LingeringLinks m_lingering;
    FaultCertificates m_certificates;
    FaultTrials m_trials;
};

} // namespace sockscope
