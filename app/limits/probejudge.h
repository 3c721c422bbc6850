// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/limits/probeoutcome.h"

#include <QByteArray>
#include <QSet>

#include <optional>

namespace sockscope {

/// Judges one probe by the pongs behind it. Has no clock: every call is told the time in milliseconds, from
/// any beginning.
class ProbeJudge
{
public:
    /// @p pongMs: how long a pong may take once everything has left for the device. Of @p probeBytes, what
    /// has left may still be on its way: a second more for each MiB.
    void start(qint64 probeBytes, int pongMs, qint64 nowMs);
    /// One of the pings that want a pong.
    void pingSent(const QByteArray &payload, qint64 nowMs);
    /// All of them have been sent: now there can be a verdict.
    void allSent() { m_allSent = true; }
    /// Bytes that the kernel has not taken yet; as long as they get fewer there is no hurry.
    void queued(qint64 bytes, qint64 nowMs);
    /// @p rttMs: of whatever ping it answers; negative for none. RFC 6455 5.5.3 lets a device answer the
    /// latest ping only, and that may be a heartbeat's: one that was sent behind the probe counts as well.
    void pong(const QByteArray &payload, qint64 rttMs, qint64 nowMs);
    /// The connection is gone, as @p end says.
    void ended(const ProbeOutcome &end);

    /// nullopt while it is open. Until deadlineMs() it changes by the calls above only.
    std::optional<ProbeOutcome> verdict(qint64 nowMs) const;
    qint64 deadlineMs() const { return m_lastMs + m_allowedMs; }

private:
    QSet<QByteArray> m_waiting; // payloads without a pong
    std::optional<ProbeOutcome> m_end;
    qint64 m_firstPingMs = 0;
    qint64 m_lastMs = 0; // something went on
    qint64 m_allowedMs = 0;
    qint64 m_queued = 0;
    int m_asked = 0;
    bool m_allSent = false;
    bool m_sawWrongPong = false;
};

} // namespace sockscope
