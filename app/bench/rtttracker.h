// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <deque>
#include <optional>

namespace sockscope {

/// Matches pongs to the pings they answer. A pong answers the most recent ping with its payload, and with it
/// all older ones (RFC 6455 5.5.3: a peer may answer only the latest).
class RttTracker
{
public:
    static constexpr size_t MaxOutstanding = 64;

    void pingSent(QByteArrayView payload, qint64 timeNs);
    /// Round trip in nanoseconds, nullopt for an unsolicited pong.
    std::optional<qint64> pongReceived(QByteArrayView payload, qint64 timeNs);
    /// Pings that were given up: skipped by a later pong, or pushed out by MaxOutstanding.
    quint64 lost() const { return m_lost; }
    size_t outstanding() const { return m_pings.size(); }

private:
    struct Ping
    {
        QByteArray payload;
        qint64 timeNs;
    };
    std::deque<Ping> m_pings;
    quint64 m_lost = 0;
};

} // namespace sockscope
