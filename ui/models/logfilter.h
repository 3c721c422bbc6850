// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/framerecord.h"

#include <QString>

#include <bitset>

namespace sockscope {

/// What a log row is to the quick filters.
enum class RowClass : quint8 {
    Handshake,
    Text,
    Binary,
    Continuation,
    Ping,
    Pong,
    Close,
    Other, ///< TCP events, and frames with a reserved opcode
};
inline constexpr int RowClassCount = int(RowClass::Other) + 1;

RowClass rowClassOf(const FrameRecord &record);
/// "handshake", "text", ..., "event".
QString rowClassName(RowClass rowClass);

/// What the frame log shows: the quick filters, and an expression of one's own. As made, it lets every row
/// pass.
struct LogFilter
{
    std::bitset<RowClassCount> classes = std::bitset<RowClassCount>().set();
    std::optional<ws::Direction> direction; ///< events have none and pass
    quint64 connection = 0; ///< 0: all
    bool violationsOnly = false;
    QString expression; ///< in the filter language, see app/filter/LANGUAGE.md

    static LogFilter onlyClass(RowClass rowClass);
    /// All of it as one expression of the filter language.
    QString text() const;
    bool passesAll() const { return *this == LogFilter(); }
    bool operator==(const LogFilter &) const = default;
};

} // namespace sockscope
