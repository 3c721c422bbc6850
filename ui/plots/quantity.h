// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sockscope {

/// What an axis of a plot measures.
enum class Quantity : quint8 { Milliseconds, Bytes, BytesPerSecond, FramesPerSecond, Percent };

bool isInBytes(Quantity quantity);
/// A value with its unit: "0.16 ms", "148 ms", "86.0 KiB/s", "1,204/s".
QString quantityText(Quantity quantity, double value);
/// A round value beside an axis: "0.5 ms", "64 KiB", "200/s".
QString tickText(Quantity quantity, double value);
/// The name of a column in a file: "milliseconds".
QString quantityHeader(Quantity quantity);

} // namespace sockscope
