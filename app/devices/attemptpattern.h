// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

namespace sockscope {

/// How long a device stayed away: from the end of one attempt to be connected to the next.
struct ReconnectWait
{
    qint64 ns = 0;
    bool followsSession = false; ///< the attempt before had been let in, so a backoff begins anew
};

/// What a device's waits have in common. RFC 6455 7.2.3 asks of a client that lost its server a random wait
/// first, and longer ones with every attempt that fails, up to a bound.
struct AttemptPattern
{
    enum class Kind : quint8 {
        Unknown, ///< it has not come back yet
        Untested, ///< it came back, but was let in (nearly) every time: how it takes failure is not known
        Steady, ///< waits do not grow while it fails
        Growing, ///< they do
    };
    Kind kind = Kind::Unknown;
    qsizetype waits = 0; ///< that this was concluded from
    qint64 baseNs = 0; ///< the first wait of a growing series; of others, the usual wait
    double factor = 1; ///< by which each wait exceeds the one before
    qint64 capNs = -1; ///< where growing ends; -1: that was not seen
    double spread = 0; ///< how far waits are from what the others let expect, as a share; the median
    bool hasJitter = false; ///< they differ by more than timers do
};

/// @p waits in order of time.
AttemptPattern attemptPattern(const QList<ReconnectWait> &waits);

} // namespace sockscope
