// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/devices/devicereport.h"

namespace sockscope {

/// What many devices of a kind would do to a server that comes back after an outage.
enum class StormRisk : quint8 {
    Unknown,
    None, ///< they come back spread out, and ever more slowly
    Herd, ///< they back off, but all at the same moments
    Storm, ///< they go on at one rate, however long the server is away
};
StormRisk stormRiskOf(const AttemptPattern &pattern);

/// "no backoff", "×2.0 to 32 s, jitter", "not tested": for a cell.
QString backoffVerdict(const AttemptPattern &pattern);
/// How @p session ended, or that it goes on: "closed by the device with 1000", "broke a rule:
/// WS_ERR_EXPECTED_MASK".
QString endWords(const DeviceSession &session);

/// What is to be said about a device.
struct DeviceWords
{
    QString attempts; ///< how it comes back, and what many like it would do
    QString links; ///< how long a dead link goes unnoticed, by the device and by the bench; may be empty
    QString ends; ///< what became of its connections
    bool isBad = false; ///< attempts tells of a fault of the device
};
DeviceWords describe(const DeviceReport &report, qint64 nowNs);

} // namespace sockscope
