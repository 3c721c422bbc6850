// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/connectionstats.h"
#include "app/capture/framerecord.h"

#include <QString>

namespace sockscope {

/// Whether it tells of something that was broken on purpose.
bool isFault(const FrameRecord &record);

/// Cells of the log as words; empty where a row of that kind has no such fact.
QString opcodeText(const FrameRecord &record);
QString finText(const FrameRecord &record);
/// The reserved bits that are set, "1" to "123"; a dash for none.
QString rsvText(const FrameRecord &record);
/// The key in hex; "none" where its absence is the broken rule, else a dash.
QString maskText(const FrameRecord &record);
/// The device, or @p connection by its number when it is not known any more; "server" for what is of none.
QString deviceText(const std::optional<ConnectionStats> &device, quint64 connection);
/// An arrow from the device to the bench, or from the bench to the device.
QString directionText(const FrameRecord &record);
/// The same in words, for those who hear the log.
QString directionWords(const FrameRecord &record);
/// Name and meaning of the rule that the row broke; empty if none.
QString violationText(const FrameRecord &record);

} // namespace sockscope
