// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/logsizemenu.h"

#include "app/capture/capturestore.h"
#include "app/text/payloadtext.h"

#include <QActionGroup>
#include <QSettings>

namespace sockscope {

namespace {

const QString CapacityKey = QStringLiteral("log/capacityBytes");
constexpr qint64 MiB = 1024 * 1024;
constexpr qint64 Sizes[] = {16 * MiB, 64 * MiB, CaptureStore::DefaultCapacity, 1024 * MiB, 4096 * MiB};

} // namespace

LogSizeMenu::LogSizeMenu(CaptureStore *capture, QSettings *settings, QWidget *parent)
    : QMenu(tr("Log size"), parent), m_capture(capture), m_settings(settings)
{
    bool ok = false;
    const qint64 saved = settings->value(CapacityKey).toLongLong(&ok);
    if (ok && saved > 0)
        m_capture->setCapacity(saved);
    setToolTipsVisible(true);
    auto *group = new QActionGroup(this);
    for (const qint64 size : Sizes) {
        QAction *action = addAction(formatBytes(quint64(size)));
        action->setToolTip(tr("Keep at most this much, then drop the oldest frames and say how many"));
        action->setCheckable(true);
        action->setChecked(size == m_capture->capacity());
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, size] { choose(size); });
    }
}

void LogSizeMenu::choose(qint64 bytes)
{
    m_capture->setCapacity(bytes);
    m_settings->setValue(CapacityKey, bytes);
}

} // namespace sockscope
