// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "framewatch.h"

#include <QThread>

namespace {

constexpr double NsPerMs = 1e6;

} // namespace

void FrameWatch::watch(QWidget *window)
{
    m_window = window;
    m_frames.clear();
    m_workNs = 0;
    m_sinceFrame.start();
}

bool FrameWatch::notify(QObject *receiver, QEvent *event)
{
    // Other threads' events come this way, too.
    if (QThread::currentThread() != thread() || m_depth > 0)
        return QApplication::notify(receiver, event);
    // A receiver may delete itself, so what is asked of it is asked before.
    const bool paintsWindow = receiver == m_window && event->type() == QEvent::UpdateRequest;
    QElapsedTimer work;
    work.start();
    ++m_depth;
    const bool result = QApplication::notify(receiver, event);
    --m_depth;
    m_workNs += work.nsecsElapsed();
    if (paintsWindow)
        endFrame();
    return result;
}

void FrameWatch::endFrame()
{
    m_frames.push_back({double(m_workNs) / NsPerMs, double(m_sinceFrame.nsecsElapsed()) / NsPerMs});
    m_workNs = 0;
    m_sinceFrame.start();
}
