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

/// The quick filter of the frame log. As made, it lets every row pass.
struct LogFilter
{
    std::bitset<RowClassCount> classes = std::bitset<RowClassCount>().set();
    std::optional<ws::Direction> direction; ///< events have none and pass
    quint64 connection = 0; ///< 0: all
    bool violationsOnly = false;

    static LogFilter onlyClass(RowClass rowClass);
    bool matches(const FrameRecord &record) const;
    bool passesAll() const { return *this == LogFilter(); }
    bool operator==(const LogFilter &) const = default;
};

} // namespace sockscope
