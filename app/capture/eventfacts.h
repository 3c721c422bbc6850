// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace sockscope {

/// What a row of words is about. Its payload is for people; what a program wants of it stands beside that, as
/// JSON.
enum class EventKind : quint8 {
    Note, ///< anything else
    Accepted, ///< a TCP connection; AcceptedFacts
    Secured, ///< TLS is established
    Violation, ///< a rule that no other row tells of
    Ended, ///< the TCP connection is gone; EndedFacts
    Fault, ///< something was broken on purpose
};

/// The two ends of a TCP connection; addresses are empty for local sockets.
struct AcceptedFacts
{
    QString peerAddress;
    quint16 peerPort = 0;
    QString localAddress;
    quint16 localPort = 0;

    QByteArray toJson() const;
    static std::optional<AcceptedFacts> fromJson(QByteArrayView json);
    bool operator==(const AcceptedFacts &) const = default;
};

/// How a connection ended, see ws::CloseInfo.
struct EndedFacts
{
    quint16 code = 0;
    QString reason;
    bool clean = false;
    bool reset = false; ///< by the peer, or by a fault of the network

    QByteArray toJson() const;
    static std::optional<EndedFacts> fromJson(QByteArrayView json);
    bool operator==(const EndedFacts &) const = default;
};

} // namespace sockscope
