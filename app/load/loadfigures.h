// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timing/timingfigures.h"

#include <QMap>
#include <QString>

#include <mutex>

namespace sockscope {

/// What went wrong, and how often. Any thread.
class LoadErrors
{
public:
    static constexpr qsizetype MaxKinds = 20; ///< what is beyond counts as "others"

    void add(const QString &kind);
    QMap<QString, quint64> counts() const;

private:
    mutable std::mutex m_mutex;
    QMap<QString, quint64> m_counts;
};

/// What a LoadRun has done so far, in a fixed memory: filled in its thread without a lock, read by any. Times
/// are nanoseconds since it started.
struct LoadFigures
{
    TimingFigures timing; ///< rtts: from a message to its answer; the traffic of all clients
    LogHistogram connects; ///< from TCP to 101, nanoseconds
    LogHistogram pongs; ///< from a ping to its pong, nanoseconds
    Relaxed<int> connecting = 0;
    Relaxed<int> open = 0;
    Relaxed<quint64> opened = 0;
    Relaxed<quint64> failed = 0; ///< clients that were never open
    Relaxed<quint64> lost = 0; ///< clients that were open, and ended before the run did
    Relaxed<quint64> sent = 0; ///< messages
    Relaxed<quint64> received = 0; ///< messages
    Relaxed<quint64> missed = 0; ///< messages that were due, and came too late to be sent
    Relaxed<quint64> heldBack = 0; ///< messages not sent: too much waits for the server on that connection
    Relaxed<quint64> bytesSent = 0; ///< payload of messages, as bytesReceived
    Relaxed<quint64> bytesReceived = 0;
    Relaxed<qint64> elapsedNs = 0;
    Relaxed<qint64> sendingNs = 0; ///< from the first connection that was open to the last message
    Relaxed<qint64> fullNs = 0; ///< how much of that no client was still to open
    Relaxed<quint64> fullSent = 0; ///< messages in that time
    LoadErrors errors;
};

} // namespace sockscope
