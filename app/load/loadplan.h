// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/clientsettings.h"
#include "app/compose/payloadsource.h"
#include "serverlib/protocol/opcode.h"

#include <chrono>

class QUrl;

namespace sockscope {

/// What a burst of clients does to a server.
struct LoadPlan
{
    static constexpr int MaxClients = 10'000;
    static constexpr int MaxRamp = 10'000;
    static constexpr double MaxRate = 1'000'000; ///< messages per second of all clients together
    static constexpr std::chrono::milliseconds MaxTime = std::chrono::hours(24);
    static constexpr quint64 MaxMessages = 1'000'000'000;
    static constexpr qint64 MaxBytes = 1024LL * 1024 * 1024; ///< of a message of each client

    ClientSettings client; ///< each of them; kind and reconnect do not count: all are raw, and come once
    int clients = 10;
    int ramp = 100; ///< connections begun each second
    double rate = 1; ///< messages per second
    bool isRateOfEach = true; ///< else of all clients together
    PayloadSource payload;
    ws::Opcode opcode = ws::Opcode::Text; ///< or Binary
    qsizetype padTo = 0; ///< bytes: shorter payloads are filled up, text with spaces, binary with zeros
    bool expectsEcho = true; ///< each message that comes is the answer to the oldest that has none
    std::chrono::milliseconds duration{10'000}; ///< from the start; 0: not bounded by time
    quint64 messages = 0; ///< in all; 0: not bounded by number
    std::chrono::milliseconds pingEvery{0}; ///< each client; 0: never

    /// Messages per second of @p open clients.
    double rateOf(int open) const { return isRateOfEach ? rate * open : open > 0 ? rate : 0; }
    /// What is wrong with it, in sentences; empty if nothing is.
    QStringList faults() const;
};

/// True for an address of the machine this runs on. Names other than localhost are taken for foreign ones:
/// nobody is asked what they stand for.
bool isThisMachine(const QUrl &url);

/// Lets this process have a socket for each of @p clients and their servers in it. A sentence when the system
/// does not.
QString reserveSockets(int clients);

} // namespace sockscope
