// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/devices/devicesession.h"
#include "ui/plots/timewindow.h"

#include <QAbstractScrollArea>

#include <functional>
#include <optional>

namespace sockscope {

/// When devices were connected: a row for each, with a bar for every connection in the colour of its end, a
/// tick for every attempt that came to nothing, and hatching where a link was dead. Zoomed with the wheel or
/// + and -, panned by dragging; a double click or Home goes back to now. Left and Right go from attempt to
/// attempt.
class DeviceRibbon : public QAbstractScrollArea
{
    Q_OBJECT

public:
    static constexpr int RowHeight = 16;

    explicit DeviceRibbon(QWidget *parent = nullptr);

    /// Takes no more height than they need.
    void setDevices(const QList<Device> &devices);
    /// What time it is, CaptureStore time; redraws while that shows.
    void setNow(qint64 nowNs);
    /// How much of the past is shown at first.
    void setHome(double seconds);
    bool isLive() const { return m_window.isLive(); }
    void setLive(bool live);
    /// Selects a row, -1 for none.
    void chooseDevice(int row);
    /// Marks a connection's bar, 0 for none.
    void chooseConnection(quint64 connection);

    const TimeWindow &window() const { return m_window; }
    /// Where an attempt is drawn, within the viewport.
    QRectF barOf(int row, const DeviceSession &session) const;
    /// What stands in the box at the mouse, or at the attempt that keys went to; empty when nothing does.
    QString readout() const;

    static QColor endColor(const DeviceSession &session);

signals:
    void deviceChosen(int row);
    void sessionActivated(quint64 connection, quint64 row); ///< row of the log
    void liveChanged(bool live);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Place // of an attempt
    {
        int row = 0;
        quint64 connection = 0;
    };
    QRect timeArea() const;
    int rowTop(int row) const;
    double xOf(double seconds) const;
    double secondsAt(double x) const;
    int rowAt(const QPoint &point) const;
    const DeviceSession *session(const Place &place) const;
    std::optional<Place> attemptAt(const QPoint &point) const;
    void changeWindow(const std::function<void(TimeWindow &)> &change);
    void zoom(double factor);
    void stepAttempt(int direction);
    void stepDevice(int direction);
    void activate(const Place &place);
    void updateScrollBar();
    void revealDevice();
    void paintRow(QPainter *painter, int row) const;
    void paintAttempt(QPainter *painter, int row, const DeviceSession &session) const;
    void paintAxis(QPainter *painter) const;
    void paintReadout(QPainter *painter) const;

    QList<Device> m_devices;
    TimeWindow m_window;
    int m_device = -1;
    quint64 m_connection = 0;
    std::optional<Place> m_cursor; // where keys went
    std::optional<QPoint> m_hovered;
    std::optional<QPoint> m_pressed;
    double m_pressedTo = 0; // end of the window then
    bool m_isDragging = false;
};

} // namespace sockscope
