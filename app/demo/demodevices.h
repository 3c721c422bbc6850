// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QUrl>

namespace sockscope {

/// Three small simulated devices that talk to a server over real sockets, for `sockscope --demo`:
/// a thermometer (JSON telemetry five times a second), a valve (acknowledges commands, now and then a new state) and a
/// camera (fragmented binary pictures). One of them breaks a rule from time to time, as real firmware does, and
/// reconnects. Deterministic: no randomness that a screenshot would show differently each time.
class DemoDevices : public QObject
{
    Q_OBJECT

public:
    explicit DemoDevices(const QUrl &server, QObject *parent = nullptr);
    ~DemoDevices() override;

    void start();
    void stop();
};

} // namespace sockscope
