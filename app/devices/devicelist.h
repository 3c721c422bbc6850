// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/devices/devicesession.h"

namespace sockscope {

// Devices and how they came back, in UTF-8. @p nowNs is CaptureStore time.

/// Some lines of words for each.
QByteArray devicesAsText(const QList<Device> &devices, qint64 nowNs);
/// A line of JSON for each, with all of its attempts.
QByteArray devicesAsJsonLines(const QList<Device> &devices, qint64 nowNs);
/// A table (RFC 4180) with a line for each attempt; times in seconds since the log began.
QByteArray devicesAsCsv(const QList<Device> &devices);

} // namespace sockscope
