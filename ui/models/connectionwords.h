// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/connectionstats.h"
#include "app/text/durations.h"

namespace sockscope {

/// One connection in plain words. device, place and detail may hold a peer's text: show them as plain text.
struct ConnectionWords
{
    QString device;
    QString place; ///< "10.0.0.33:51022 · /v1/telemetry · sensor.v2"
    QString verdict; ///< "Closed 1002 after 0.04 s:"
    QString detail; ///< "a client must mask every frame (RFC 6455 5.1)."
    QString history; ///< "3rd time for this device, each after 7 frames."; empty for a first connection
    bool isBad = false; ///< the verdict is a fault of the device or the link
};

/// @p all is searched for earlier connections of the same device that ended the same way; @p nowNs is
/// CaptureStore time.
ConnectionWords describe(const ConnectionStats &connection, const QList<ConnectionStats> &all, qint64 nowNs);

/// "1st", "2nd", "11th".
QString ordinal(int number);

} // namespace sockscope
