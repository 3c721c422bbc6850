// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/brokendevice.h"
#include "app/demo/demodevice.h"

#include <QObject>
#include <QUrl>

#include <memory>
#include <vector>

namespace sockscope {

/// Small simulated devices that talk to a server over real sockets, for `sockscope --demo`: a thermometer, a
/// valve and a camera that behave, and a second thermometer that breaks a rule, as real firmware does. No
/// randomness: every start looks the same.
class DemoDevices : public QObject
{
    Q_OBJECT

public:
    explicit DemoDevices(const QUrl &server, QObject *parent = nullptr);
    ~DemoDevices() override;

    void start();
    void stop();

private:
    std::vector<std::unique_ptr<DemoDevice>> m_devices;
    std::unique_ptr<BrokenDevice> m_broken;
};

} // namespace sockscope
