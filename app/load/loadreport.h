// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/load/loadfigures.h"
#include "app/load/loadplan.h"

namespace sockscope {

/// What came of a LoadRun so far, as values.
struct LoadReport
{
    struct Times // in nanoseconds, -1 without any
    {
        quint64 count = 0;
        qint64 min = -1, p50 = -1, p95 = -1, p99 = -1, max = -1;
    };

    LoadReport(const LoadPlan &plan, const LoadFigures &figures);

    /// What was asked for and not reached, and why, in sentences; empty if all went as asked.
    QStringList shortfalls() const;
    /// Lines for people.
    QString toText() const;
    /// One object on one line. Times are milliseconds.
    QByteArray toJson() const;

    QString url;
    int clients = 0;
    quint64 opened = 0, failed = 0, lost = 0; ///< see LoadFigures
    double askedRate = 0; ///< messages per second, when all clients are open
    /// Since no client was still to open; since the first one was, if that was not for half a second.
    double reachedRate = 0;
    quint64 sent = 0, received = 0, answered = 0, missed = 0, heldBack = 0;
    quint64 bytesSent = 0, bytesReceived = 0;
    double seconds = 0;
    Times connects, echoes, pongs;
    QMap<QString, quint64> errors;
    bool expectsEcho = true;
};

} // namespace sockscope
