// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sockscope {

/// The part of a session's time that is in view, in seconds. While it is live its end is now; panning stops
/// that, and zooming changes how much of the past it shows.
class TimeWindow
{
public:
    static constexpr double MinSeconds = 0.01;
    static constexpr double MaxSeconds = 7 * 24 * 3600;

    double from() const { return m_to - m_seconds; }
    double to() const { return m_to; }
    double size() const { return m_seconds; }
    double now() const { return m_now; }
    bool isLive() const { return m_isLive; }

    void setNow(double now);
    void setLive(bool live);
    /// Live, and as much of the past as setHome() said.
    void goHome();
    /// How much of the past is shown until somebody zooms.
    void setHome(double seconds);
    /// A factor below 1 zooms in. A live window keeps its end, another the moment @p at.
    void zoom(double factor, double at);
    void pan(double seconds);
    /// Moves just so far that [@p from, @p to] is in view, its end at least.
    void reveal(double from, double to);

private:
    double m_now = 0;
    double m_to = 0;
    double m_home = 60;
    double m_seconds = 60;
    bool m_isLive = true;
    bool m_isZoomed = false;
};

} // namespace sockscope
