// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sockscope {

// How far one key or one notch of the wheel goes, the same wherever time is zoomed and panned.
inline constexpr double KeyZoom = 1.25;
inline constexpr double WheelZoom = 1.2; // of one notch
inline constexpr double NotchDegrees = 15;
inline constexpr double PanShare = 0.25; // of the view

} // namespace sockscope
