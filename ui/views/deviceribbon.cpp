// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What the ribbon shows; painting is in deviceribbonpaint.cpp, mouse and keys are in deviceribboninput.cpp.
#include "ui/views/deviceribbon.h"

#include <QScrollBar>

#include <algorithm>

namespace sockscope {

namespace {

constexpr int NameWidth = 96;
constexpr int RightMargin = 12;
constexpr int AxisHeight = 18;
constexpr int LeastRows = 2;
constexpr int BarHeight = 8;
constexpr int TickHeight = 12;
constexpr double TickWidth = 2;
constexpr double NsPerSecond = 1e9;
constexpr int Reach = 4; // pixels that a click may miss

double seconds(qint64 nanoseconds)
{
    return double(nanoseconds) / NsPerSecond;
}

} // namespace

DeviceRibbon::DeviceRibbon(QWidget *parent) : QAbstractScrollArea(parent)
{
    setObjectName(QStringLiteral("deviceRibbon"));
    setAccessibleName(tr("When devices were connected"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    verticalScrollBar()->setSingleStep(RowHeight);
}

void DeviceRibbon::setDevices(const QList<Device> &devices)
{
    m_devices = devices;
    if (m_device >= devices.size())
        m_device = -1;
    setMaximumHeight(std::max(int(devices.size()), LeastRows) * RowHeight + AxisHeight);
    updateScrollBar();
    viewport()->update();
}

void DeviceRibbon::setNow(qint64 nowNs)
{
    const double before = m_window.now();
    m_window.setNow(seconds(nowNs));
    // Less than a pixel does not show.
    if (xOf(m_window.now()) - xOf(before) >= 1)
        viewport()->update();
}

void DeviceRibbon::setHome(double seconds)
{
    m_window.setHome(seconds);
}

void DeviceRibbon::setLive(bool live)
{
    changeWindow([live](TimeWindow &window) {
        if (live)
            window.goHome();
        else
            window.setLive(false);
    });
}

void DeviceRibbon::changeWindow(const std::function<void(TimeWindow &)> &change)
{
    const bool wasLive = m_window.isLive();
    change(m_window);
    viewport()->update();
    if (m_window.isLive() != wasLive)
        emit liveChanged(m_window.isLive());
}

void DeviceRibbon::chooseDevice(int row)
{
    if (row == m_device)
        return;
    m_device = row;
    revealDevice();
    viewport()->update();
}

void DeviceRibbon::revealDevice()
{
    if (m_device < 0)
        return;
    QScrollBar *bar = verticalScrollBar();
    const int lowest = (m_device + 1) * RowHeight - timeArea().height();
    bar->setValue(std::clamp(bar->value(), lowest, std::max(lowest, m_device * RowHeight)));
}

void DeviceRibbon::chooseConnection(quint64 connection)
{
    m_connection = connection;
    viewport()->update();
}

QRect DeviceRibbon::timeArea() const
{
    return viewport()->rect().adjusted(NameWidth, 0, -RightMargin, -AxisHeight);
}

int DeviceRibbon::rowTop(int row) const
{
    return row * RowHeight - verticalScrollBar()->value();
}

double DeviceRibbon::xOf(double seconds) const
{
    const QRect area = timeArea();
    return area.left() + (seconds - m_window.from()) / m_window.size() * area.width();
}

double DeviceRibbon::secondsAt(double x) const
{
    const QRect area = timeArea();
    return m_window.from() + (x - area.left()) / std::max(area.width(), 1) * m_window.size();
}

QRectF DeviceRibbon::barOf(int row, const DeviceSession &session) const
{
    const double middle = rowTop(row) + RowHeight / 2.0;
    const double left = xOf(seconds(session.acceptedNs));
    if (!session.hasOpened() && session.endedNs >= 0)
        return {left - TickWidth / 2, middle - TickHeight / 2.0, TickWidth, TickHeight};
    const double right = xOf(session.endedNs < 0 ? m_window.now() : seconds(session.endedNs));
    return {left, middle - BarHeight / 2.0, std::max(right - left, TickWidth), BarHeight};
}

int DeviceRibbon::rowAt(const QPoint &point) const
{
    const int row = (point.y() + verticalScrollBar()->value()) / RowHeight;
    return point.y() >= 0 && point.y() < timeArea().bottom() && row < m_devices.size() ? row : -1;
}

const DeviceSession *DeviceRibbon::session(const Place &place) const
{
    if (place.row >= m_devices.size())
        return nullptr;
    const QList<DeviceSession> &sessions = m_devices[place.row].sessions;
    const auto found = std::ranges::lower_bound(sessions, place.connection, {}, &DeviceSession::connection);
    return found != sessions.end() && found->connection == place.connection ? &*found : nullptr;
}

// The last one drawn lies on top of the others.
std::optional<DeviceRibbon::Place> DeviceRibbon::attemptAt(const QPoint &point) const
{
    const int row = rowAt(point);
    if (row < 0 || point.x() < timeArea().left())
        return std::nullopt;
    std::optional<Place> nearest;
    double distance = Reach;
    for (const DeviceSession &session : m_devices[row].sessions) {
        const QRectF bar = barOf(row, session);
        const double off = std::max({bar.left() - point.x(), point.x() - bar.right(), 0.0});
        if (off > distance)
            continue;
        distance = off;
        nearest = Place{row, session.connection};
    }
    return nearest;
}

void DeviceRibbon::activate(const Place &place)
{
    const DeviceSession *chosen = session(place);
    if (!chosen)
        return;
    chooseDevice(place.row);
    m_connection = place.connection;
    emit deviceChosen(place.row);
    emit sessionActivated(place.connection, chosen->endedNs < 0 ? chosen->firstRow : chosen->lastRow);
}

void DeviceRibbon::zoom(double factor)
{
    const DeviceSession *at = m_cursor ? session(*m_cursor) : nullptr;
    const double middle = at ? seconds(at->acceptedNs) : (m_window.from() + m_window.to()) / 2;
    changeWindow([=](TimeWindow &window) { window.zoom(factor, middle); });
}

void DeviceRibbon::stepAttempt(int direction)
{
    if (m_devices.isEmpty())
        return;
    const int row = std::max(m_device, 0);
    const QList<DeviceSession> &sessions = m_devices[row].sessions;
    qsizetype index = direction > 0 ? 0 : sessions.size() - 1;
    if (m_cursor && m_cursor->row == row) {
        const auto here =
            std::ranges::lower_bound(sessions, m_cursor->connection, {}, &DeviceSession::connection);
        index = std::clamp<qsizetype>(here - sessions.begin() + direction, 0, sessions.size() - 1);
    }
    const DeviceSession &target = sessions[index];
    m_cursor = Place{row, target.connection};
    m_hovered.reset();
    chooseDevice(row);
    changeWindow([&](TimeWindow &window) {
        window.reveal(seconds(target.acceptedNs),
            target.endedNs < 0 ? seconds(target.acceptedNs) : seconds(target.endedNs));
    });
    setAccessibleDescription(readout());
}

void DeviceRibbon::stepDevice(int direction)
{
    if (m_devices.isEmpty())
        return;
    m_cursor.reset();
    const int row = std::clamp(m_device + direction, 0, int(m_devices.size()) - 1);
    chooseDevice(row);
    emit deviceChosen(row);
}

void DeviceRibbon::updateScrollBar()
{
    const int height = timeArea().height();
    verticalScrollBar()->setPageStep(height);
    verticalScrollBar()->setRange(0, std::max(0, int(m_devices.size()) * RowHeight - height));
}

void DeviceRibbon::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBar();
    revealDevice();
}

void DeviceRibbon::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

} // namespace sockscope
