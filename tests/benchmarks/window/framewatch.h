// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QPointer>
#include <QWidget>

#include <vector>

/// An application that measures each frame of one window: the time its thread worked from the end of one
/// painting to the end of the next, whatever that was for, and how far apart those were. A person sees the
/// former as stutter of what they do, the latter as stutter of what is shown.
class FrameWatch : public QApplication
{
    Q_OBJECT

public:
    struct Frame
    {
        double workMs = 0;
        double intervalMs = 0;
    };

    using QApplication::QApplication;

    /// From now on the frames of @p window are measured; what was measured before is forgotten.
    void watch(QWidget *window);
    const std::vector<Frame> &frames() const { return m_frames; }

    bool notify(QObject *receiver, QEvent *event) override;

private:
    void endFrame();

    QPointer<QWidget> m_window;
    std::vector<Frame> m_frames;
    QElapsedTimer m_sinceFrame;
    qint64 m_workNs = 0; // since the last frame
    int m_depth = 0; // of events within events
};
