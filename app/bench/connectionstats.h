// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverlib/connection/frametap.h"

#include <QList>
#include <QString>

#include <optional>

namespace sockscope {

enum class ConnectionState : quint8 { Handshaking, Open, Closing, Closed, Refused };

/// What is known of one connection: a detached value, safe in any thread.
struct ConnectionStats
{
    quint64 number = 0;
    QString device; ///< a name to know it by, see DeviceTable
    QString peer; ///< "192.168.1.33:51022"
    QString path;
    QString subprotocol;
    QByteArray extensions; ///< agreed on, as the server's answer names them
    std::optional<ws::TlsInfo> tls; ///< once it is encrypted
    ConnectionState state = ConnectionState::Handshaking;
    qint64 acceptedNs = 0; ///< CaptureStore time
    qint64 openedNs = -1; ///< -1: not (yet) open
    qint64 endedNs = -1; ///< -1: still there
    quint64 framesReceived = 0;
    quint64 framesSent = 0;
    quint64 bytesReceived = 0; ///< frame headers and payloads
    quint64 bytesSent = 0;
    qint64 lastRttNs = -1;
    quint64 pingsLost = 0; ///< skipped by a later pong, or unanswered when the connection ended
    quint64 violations = 0;
    std::optional<ws::Violation> lastViolation;
    bool failed = false; ///< a violation was fatal
    quint16 closeCode = 0; ///< 0 until it ended
    QString closeReason;
    bool reset = false; ///< its end was a reset by the peer or the network
    int refusedStatus = 0; ///< HTTP status of a refused handshake
};

/// Running sums over all connections since the start.
struct BenchTotals
{
    quint64 frames = 0;
    quint64 bytes = 0;
    quint64 violations = 0;
    quint64 messages = 0;
};

} // namespace sockscope
