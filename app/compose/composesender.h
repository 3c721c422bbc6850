// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/composerrun.h"
#include "app/compose/composetargets.h"
#include "app/compose/sendschedule.h"

#include <QElapsedTimer>
#include <QHash>
#include <QThreadPool>
#include <QTimer>

#include <memory>

namespace sockscope {

/// What is sent, and when.
struct SendOrder
{
    PayloadSource payload;
    FrameSpec frame;
    SchedulePlan plan; ///< without a fault
    quint64 seed = 0;
};

/// Where it goes.
struct SendAddress
{
    ComposeTargets *place = nullptr;
    ComposeTarget target;

    bool operator==(const SendAddress &) const = default;
};

/// Sends a message as often as it is told. It is composed in a thread of its own, each connection having its
/// own counter and all the same seed, and handed over by the caller's; the next one waits until the
/// connection has taken the last.
class ComposeSender : public QObject
{
    Q_OBJECT

public:
    /// Of one burst, to all its connections together.
    static constexpr qsizetype MaxBurstBytes = 256 * 1024 * 1024;

    explicit ComposeSender(QObject *parent = nullptr);

    /// Makes it known, once; it must outlive this.
    void addPlace(ComposeTargets *place);
    /// Ends what runs. finished() or failed() follows.
    void start(const SendOrder &order, const QList<SendAddress> &addresses);
    void stop(); ///< without a further signal
    bool isRunning() const { return m_isRunning; }

    quint64 sent() const { return m_sent; } ///< messages of this run that each connection was given
    quint64 total() const { return m_total; } ///< of its plan; 0: no end
    /// "Connection 3 is not open: nothing was sent." of those that the run goes on without.
    const QString &trouble() const { return m_trouble; }

signals:
    void progressed();
    void finished(); ///< all is sent, to some of the connections at least
    void failed(const QString &reason); ///< the run ended before its time

private:
    struct Recipient
    {
        SendAddress address;
        ComposerRun run;
    };
    using Recipients = std::shared_ptr<std::vector<Recipient>>;
    using Burst = std::variant<QList<Composition>, QString>;

    static Burst compose(const Recipients &recipients, int messages, qint64 timeMs);
    void sendDue();
    void hand(quint64 run, const Burst &burst);
    void handTo(const QList<Composition> &burst);
    void catchUp();
    void onFailed(const ComposeTargets *place, quint64 connection, const QString &reason);
    void onCaughtUp(ComposeTargets *place);
    void goOn();
    void fail(const QString &reason);
    std::chrono::milliseconds now() const { return std::chrono::milliseconds(m_clock.elapsed()); }

    Recipients m_recipients; // while a burst is composed, the pool's
    QHash<ComposeTargets *, int> m_awaited; // caughtUp() still to come, those of a run that was stopped, too
    bool m_isHandedOver = false; // the burst under way is with its connections
    SendSchedule m_schedule;
    QElapsedTimer m_clock;
    QTimer m_timer; // to the next burst
    bool m_isRunning = false;
    quint64 m_run = 0; // what comes back from an earlier one is dropped
    int m_messages = 0; // of the burst under way
    quint64 m_sent = 0;
    quint64 m_total = 0;
    QString m_trouble;
    QThreadPool m_pool; // last: it ends before the rest
};

} // namespace sockscope
