// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/benchserver.h"
#include "app/cli/limitsarguments.h"
#include "app/cli/unixsignals.h"
#include "app/limits/limitsrun.h"

namespace sockscope {

/// `sockscope-cli limits`: hosts a server, waits for a device and finds its limits. The result goes to
/// stdout, all else to stderr.
class LimitsCommand : public QObject
{
    Q_OBJECT

public:
    explicit LimitsCommand(const LimitsOptions &options);

    /// Returns the exit code: 1 when not all was found, or the device does not stand what it has to.
    int run();

private:
    void onOpened(quint64 connection);
    void onFinished(const LimitsReport &report);
    bool standsWhatItHasTo(const LimitsReport &report) const;
    void fail(const QString &why);

    LimitsOptions m_options;
    UnixSignals m_signals;
    CaptureStore m_capture;
    ConnectionTable m_connections;
    SampleLog<RttSample> m_rtts;
    LimitsBoard m_board;
    FrameRecorder m_recorder;
    BenchServer m_server;
    LimitsRun m_run;
    QTimer m_wait; // for the device
    int m_exitCode = 1; // until all is well
};

} // namespace sockscope
