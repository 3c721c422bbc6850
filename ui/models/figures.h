// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace sockscope {

/// Of a cell and of the title above it: figures stand at the right, words at the left.
Qt::Alignment cellAlignment(bool isFigure);
/// "48,220".
QString grouped(quint64 number);
/// Capture time in seconds: "12.0657".
QString secondsText(qint64 nanoseconds);
/// Capture time by the clock: "14:03:22.125".
QString clockText(const QDateTime &startedAt, qint64 nanoseconds);
/// A short time in milliseconds without its unit: "0.4", "21.2", "1,204".
QString millisecondsText(qint64 nanoseconds);

} // namespace sockscope
