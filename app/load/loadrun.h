// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/load/loadclient.h"
#include "app/load/loadpacer.h"
#include "app/load/loadplan.h"

#include <QTimer>

#include <memory>
#include <vector>

namespace sockscope {

/// A burst: many clients that send at a steady rate, and what came of it. Lives in one thread. The messages
/// go round the open clients, one each.
class LoadRun : public QObject
{
    Q_OBJECT

public:
    /// How long the last answers are waited for when all has been sent.
    static constexpr std::chrono::milliseconds SettlingTime{1000};
    /// How long the closing handshakes may take at the end.
    static constexpr std::chrono::milliseconds ClosingTime{1000};

    /// @p plan without faults.
    LoadRun(LoadPlan plan, std::shared_ptr<LoadFigures> figures, QObject *parent = nullptr);
    ~LoadRun() override;

    void start();
    /// Sends nothing more from now on, waits for no answers, closes every connection, and resets those that
    /// are still there after ClosingTime.
    void stop();

signals:
    /// Once after start(). @p fault: why the payload cannot be made; empty after an orderly end.
    void finished(const QString &fault);

private:
    enum class Phase : quint8 { Idle, Running, Settling, Closing, Finished };

    void tick();
    void beginClients();
    void sendDue();
    void pingDue();
    bool isOver() const;
    bool isSettled() const;
    void onOpened(size_t index);
    void onEnded(size_t index);
    void noteFull();
    bool makePayload(quint64 counter, quint64 client);
    void finish();
    qint64 now() const { return m_clock.nsecsElapsed(); }

    LoadPlan m_plan;
    std::shared_ptr<LoadFigures> m_figures;
    Phase m_phase = Phase::Idle;
    QString m_fault;
    QElapsedTimer m_clock;
    QTimer m_tick;
    QTimer m_deadline; // of the end
    QTimer m_pings;
    LoadPacer m_begins;
    LoadPacer m_sends;
    ws::ClientOptions m_options;
    std::vector<std::unique_ptr<LoadClient>> m_clients;
    std::vector<size_t> m_open; // whose turn it is to send; indices into m_clients
    size_t m_turn = 0;
    size_t m_remaining = 0; // clients that have not ended
    quint64 m_count = 0; // messages that had their turn
    qint64 m_overNs = 0; // when all had been sent
    qint64 m_sendsNs = -1; // when the first client was open
    qint64 m_fullNs = -1; // when no client was still to open
    quint64 m_sentBefore = 0; // messages, until m_fullNs
    SeededRandom m_random;
    QByteArray m_payload; // the last one made
};

} // namespace sockscope
