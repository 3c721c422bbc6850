// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timing/timingfigures.h"

#include <deque>
#include <map>
#include <memory>
#include <mutex>

namespace sockscope {

/// The timing of a bench: of all connections together, and of each of the first MaxConnections. When there is
/// no more room the one that ended first makes some; while none has ended, a further connection is part of
/// all() only. Filled by TimingProbes in the I/O thread; the rest may be called from any thread, and never
/// waits for more than another such call.
class TimingTable
{
public:
    static constexpr size_t MaxConnections = 32;

    std::shared_ptr<const TimingFigures> all() const;
    /// nullptr for a connection without figures of its own.
    std::shared_ptr<const TimingFigures> of(quint64 connection) const;
    QList<quint64> connections() const; ///< with figures of their own, ascending
    /// Begins anew: what was read before stays as it is.
    void clear();

private:
    friend class TimingProbe;

    struct Share // what a probe fills
    {
        std::shared_ptr<TimingFigures> all;
        std::shared_ptr<TimingFigures> own; // null: there was no room
    };
    Share join(quint64 connection);
    void markEnded(quint64 connection);
    quint64 generation() const { return m_generation; }

    std::atomic<quint64> m_generation = 1; // a probe whose number differs joins anew
    mutable std::mutex m_mutex; // protects everything below
    std::shared_ptr<TimingFigures> m_all = std::make_shared<TimingFigures>();
    std::map<quint64, std::shared_ptr<TimingFigures>> m_own;
    std::deque<quint64> m_ended; // of those in m_own, in order of their end
    bool m_isRefusing = false; // a probe found no room
};

} // namespace sockscope
