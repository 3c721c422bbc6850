// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <deque>
#include <optional>

namespace ws {

/// The pings of one connection that may still be answered, each with a number that says when it was sent, in
/// whatever way its owner counts. A pong answers the most recent ping with its payload, and with it all older
/// ones (RFC 6455 5.5.3: a peer may answer only the latest).
class OutstandingPings
{
public:
    /// More are not waited for: the oldest is given up.
    static constexpr size_t Most = 64;

    /// A ping with this @p payload left at @p moment.
    void sent(QByteArrayView payload, qint64 moment);
    /// The moment of the ping that a pong answers, nullopt for an unsolicited one.
    std::optional<qint64> answered(QByteArrayView payload);
    /// Pings that were given up: skipped by a later pong, or too many.
    quint64 lost() const { return m_lost; }
    /// Pings that are waited for.
    size_t size() const { return m_pings.size(); }

private:
    struct Ping
    {
        QByteArray payload;
        qint64 moment;
    };
    std::deque<Ping> m_pings;
    quint64 m_lost = 0;
};

} // namespace ws
