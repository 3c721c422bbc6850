// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/devices/devicesession.h"

#include <QMenu>

#include <functional>

namespace sockscope {

/// Copies and saves what is known of the devices.
class DevicesMenu : public QMenu
{
    Q_OBJECT

public:
    struct Known
    {
        QList<Device> devices;
        qint64 nowNs = 0; // CaptureStore time
    };

    /// @p known is asked when something is chosen; @p ribbon, which must outlive this, is what the picture
    /// shows.
    DevicesMenu(std::function<Known()> known, QWidget *ribbon, QWidget *parent);

signals:
    void remarked(const QString &words);
    void failed(const QString &words);

private:
    void add(const QString &text, const QString &name, const std::function<void()> &act);
    void addSaving(const QString &text, const QString &suffix, const std::function<QByteArray()> &content);

    std::function<Known()> m_known;
    QWidget *m_ribbon;
};

} // namespace sockscope
