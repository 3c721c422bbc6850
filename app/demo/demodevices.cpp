// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demodevices.h"

namespace sockscope {

DemoDevices::DemoDevices(const QUrl &server, QObject *parent)
    : QObject(parent), m_broken(std::make_unique<BrokenDevice>(server))
{
    m_devices.push_back(std::make_unique<Thermometer>(server));
    m_devices.push_back(std::make_unique<Valve>(server));
    m_devices.push_back(std::make_unique<Camera>(server));
}

DemoDevices::~DemoDevices() = default;

void DemoDevices::start()
{
    for (const auto &device : m_devices)
        device->start();
    m_broken->start();
}

void DemoDevices::stop()
{
    for (const auto &device : m_devices)
        device->stop();
    m_broken->stop();
}

} // namespace sockscope
