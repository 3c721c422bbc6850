// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/benchrates.h"

namespace sockscope {

class BenchSession;
class BenchToolBar;
class StatusLine;

/// What the window says at every refresh of the bench as a whole and of its own cost.
class WindowPulse
{
public:
    WindowPulse(BenchSession *session, BenchToolBar *toolBar, StatusLine *status)
        : m_session(session), m_toolBar(toolBar), m_status(status)
    { }

    /// The panels are up to date, which took @p nanoseconds.
    void refreshed(int openConnections, qint64 nanoseconds);
    void painted(qint64 nanoseconds) { m_costNs += nanoseconds; }

private:
    QString totals(int openConnections);
    void showFaults();
    void showCost();

    BenchSession *m_session;
    BenchToolBar *m_toolBar;
    StatusLine *m_status;
    BenchRates m_rates;
    qint64 m_costNs = 0; // since the last report
    int m_frames = 0;
};

} // namespace sockscope
