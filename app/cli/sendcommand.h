// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/eventprinter.h"
#include "app/cli/sendarguments.h"
#include "app/cli/unixsignals.h"
#include "app/compose/composerrun.h"
#include "serverlib/client/websocketclient.h"

#include <QElapsedTimer>
#include <QTimer>

namespace sockscope {

/// `sockscope-cli send`: a device that sends what it is told, and writes what comes back.
class SendCommand : public QObject
{
    Q_OBJECT

public:
    explicit SendCommand(const SendOptions &options);

    /// Returns the exit code: 1 when not all could be sent.
    int run();

private:
    int show();
    void printEvents();
    void sendDue();
    void finish();
    void leave();
    void fail(const QString &why);
    std::chrono::milliseconds now() const { return std::chrono::milliseconds(m_clock.elapsed()); }

    SendOptions m_options;
    EventPrinter m_printer;
    UnixSignals m_signals;
    ComposerRun m_composer;
    SendSchedule m_schedule;
    ws::WebSocketClient m_client;
    QElapsedTimer m_clock;
    QTimer m_timer; // to the next burst, and then to the end
    bool m_done = false; // all has been sent
    int m_exitCode = 0;
};

} // namespace sockscope
