// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/benchserver.h"
#include "app/cli/eventprinter.h"
#include "app/cli/options.h"
#include "app/cli/unixsignals.h"

namespace sockscope {

/// `sockscope-cli serve`: a bench in the main thread that writes its events to stdout until a signal ends it.
class ServeCommand : public QObject
{
    Q_OBJECT

public:
    explicit ServeCommand(const ServeOptions &options);

    /// Starts, runs the event loop, and returns the program's exit code.
    int run();

private:
    void printEvents();
    void outputLost(int error);

    ServeOptions m_options;
    UnixSignals m_signals;
    EventPrinter m_printer;
    // The recorder measures round trips; where nobody wants its log, that is as small as it can be.
    CaptureStore m_capture;
    ConnectionTable m_connections;
    SampleLog<RttSample> m_rtts;
    FrameRecorder m_recorder;
    BenchServer m_server;
    int m_exitCode = 0;
};

} // namespace sockscope
