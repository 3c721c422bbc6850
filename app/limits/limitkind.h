// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace sockscope {

/// What a device may have a limit of, in the order in which they are looked for: the largest frame first, for
/// longer messages go in frames that are known to arrive; the largest answer last, for a device has to
/// connect anew for each of its probes.
enum class LimitKind : quint8 {
    Frame,
    BinaryMessage,
    TextMessage,
    Fragments,
    HeaderPieces,
    WriteSize,
    PingRate,
    Response,
};

/// What stands in tables, files and command lines about a kind.
struct LimitInfo
{
    LimitKind kind;
    const char *id; ///< "binary-message": in files and on the command line
    const char *name; ///< "Binary message"
    const char *title; ///< "Largest binary message"
    const char *unit; ///< behind a figure: " B"
    qint64 mildest; ///< what every device should stand
    qint64 usualBound; ///< where a search ends unless said otherwise
    qint64 furthestBound; ///< no bound lies beyond; the same as usualBound where there is nothing to choose
    const char *how; ///< what a probe is, in a sentence
};

const QList<LimitInfo> &limitInfos();
const LimitInfo &limitInfo(LimitKind kind);
std::optional<LimitKind> limitKindFrom(const QString &id);

/// "65,536 B", "1 B per write", "200 per second".
QString limitValueText(LimitKind kind, qint64 value);

/// Bytes of a message that a header or a message is cut in: with a header of four bytes, the longest one that
/// a device with the smallest of buffers has to take.
inline constexpr qint64 CutMessageBytes = 126;
inline constexpr qint64 CutHeaderBytes = 4;

} // namespace sockscope
