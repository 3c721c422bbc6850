// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/capturestore.h"

namespace sockscope {

/// How far a message is looked for: its sender decides how many frames it has, and others what lies between.
struct MessageLimits
{
    quint64 rowsEachWay = 1'000'000;
    size_t frames = 100'000;
    qsizetype bytes = 16 * 1024 * 1024;
};

/// The frames of a fragmented message that are in the log, and the control frames that came between them
/// (RFC 6455 5.4), in their order.
struct MessageRows
{
    struct Row
    {
        quint64 number = 0;
        FrameRecord record;

        bool isFragment() const { return record.fragment > 0; }
    };

    std::vector<Row>
        rows; ///< the first and the last are fragments; empty for a row that is in no such message
    bool hasFirst = false; ///< the fragment that begins it
    bool hasLast = false; ///< the one with FIN, or the one that failed
    bool isCut = false; ///< the limits ended the search, not the log

    bool isWhole() const { return hasFirst && hasLast; }
    bool contains(quint64 number) const;
    size_t fragments() const;
};

/// The message that the fragment @p row belongs to.
MessageRows messageRows(const CaptureStore &store, quint64 row, const MessageLimits &limits = {});

/// What the frames of a message say together.
struct MessageContent
{
    QByteArray bytes;
    bool isCut = false; ///< there is more than MessageLimits::bytes
    bool hasGaps = false; ///< a part was not kept, or did not come
};

/// Inflated if it was compressed.
MessageContent messageContent(
    const CaptureStore &store, const MessageRows &message, const MessageLimits &limits = {});
/// As it was on the wire.
MessageContent messagePayload(
    const CaptureStore &store, const MessageRows &message, const MessageLimits &limits = {});

/// The row before @p row whose frame ended in the same TCP read of the same connection. Live rows alone tell:
/// they share one time, to the nanosecond.
std::optional<quint64> sameReadBefore(const CaptureStore &store, quint64 row);

} // namespace sockscope
