// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/limits/limitsplan.h"

#include <QDateTime>

namespace sockscope {

/// What came of one aim.
struct LimitResult
{
    LimitAim aim;
    LimitBracket bracket; ///< Searching: the run ended before the search did
    QString probing; ///< how the last probe was made: "in frames of 1,024 B"; empty for the plain way
    std::optional<quint64> workedRow; ///< row of the log that tells of the probe
    std::optional<quint64> failedRow;

    bool operator==(const LimitResult &) const = default;
};

/// How a run ended.
enum class LimitsEnding : quint8 {
    Completed,
    Cancelled,
    DeviceGone, ///< it did not connect anew in time
    NoAnswer, ///< it did not answer a plain ping, so that nothing can be judged
    ServerStopped,
};

/// The outcome of a run: what is saved and compared.
struct LimitsReport
{
    QString device; ///< as ConnectionStats has it
    QString path;
    QString subprotocol;
    QDateTime at; ///< when it began
    qint64 tookMs = 0;
    int reconnects = 0;
    LimitsEnding ending = LimitsEnding::Completed;
    LimitsPlan plan;
    QList<LimitResult> results; ///< in the order of LimitKind; all that were asked for

    bool operator==(const LimitsReport &) const = default;
};

/// "65,536 B"; "16,777,216 B, the bound"; "none"; "–" before anything is known.
QString workedText(const LimitResult &result);
QString failedText(const LimitResult &result); ///< "65,537 B"; "–"
/// "closed 1009"; "flaky: ..." for a boundary that did not repeat; "stopped early" in front of what is open.
QString howText(const LimitResult &result);
/// "Cancelled", in a sentence.
QString endingText(LimitsEnding ending);

} // namespace sockscope
