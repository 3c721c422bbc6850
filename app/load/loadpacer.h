// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace sockscope {

/// How many messages are due at a steady rate. Has no clock: each call is told the time in nanoseconds, from
/// any beginning. A late caller makes up for at most CatchUpNs; what was due beyond that is missed, and
/// counted: a rate that is not reached must not come as a flood.
class LoadPacer
{
public:
    static constexpr qint64 CatchUpNs = 100'000'000;

    /// The first message is due at once.
    void start(qint64 now);
    /// From now on.
    void setRate(double perSecond) { m_perSecond = perSecond; }
    quint64 due(qint64 now);
    quint64 missed() const { return quint64(m_missed); } ///< since start()

private:
    double m_perSecond = 0;
    double m_credit = 0; // messages
    double m_missed = 0;
    qint64 m_last = 0;
};

} // namespace sockscope
