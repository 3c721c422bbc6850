// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/eventfacts.h"
#include "serverlib/connection/frametap.h"
#include "serverlib/protocol/frameheader.h"
#include "serverlib/protocol/rule.h"

#include <optional>

namespace sockscope {

enum class RowKind : quint8 {
    Handshake, ///< an HTTP head, payload = its bytes
    Frame, ///< payload = unmasked payload
    Event, ///< TCP opened, ended or reset; a rule broken by silence; payload = UTF-8 words for people
};

/// Whose clock measured a round trip.
enum class RttSource : quint8 {
    User, ///< this program's: how long it took to get to the pong is in it
    Kernel, ///< the kernel's, when the ping left and the pong came
};

/// "kernel" or "user".
constexpr QLatin1StringView rttSourceName(RttSource source)
{
    return source == RttSource::Kernel ? QLatin1StringView("kernel") : QLatin1StringView("user");
}

/// One row of the log: facts, no words. The payload is kept beside it in the CaptureStore.
struct FrameRecord
{
    qint64 timeNs = 0; ///< steady clock, since CaptureStore::startedAt()
    quint64 connection = 0;
    RowKind kind = RowKind::Frame;
    EventKind event = EventKind::Note; ///< of an Event
    ws::Direction direction = ws::Direction::Received;
    ws::FrameHeader header; ///< of a Frame
    quint8 headerSize = 0; ///< bytes of the frame header on the wire
    quint32 reads = 1; ///< TCP reads it arrived in
    quint64 length = 0; ///< payload bytes on the wire, as the header says; of other kinds: stored bytes
    quint32 stored = 0; ///< payload bytes kept here
    bool compressed = false; ///< payload = part of a message compressed by permessage-deflate
    quint64 inflatedLength = 0; ///< bytes that a compressed payload added to its message
    /// Number of the message within connection and direction, from 1; 0 for control frames and other kinds.
    quint64 message = 0;
    quint32 fragment = 0; ///< 1, 2, ... within a fragmented message; 0 for a message in one frame
    /// Of the message that a data frame belongs to; Continuation when unknown, and for control frames.
    ws::Opcode messageOpcode = ws::Opcode::Continuation;
    std::optional<ws::Rule> violation; ///< the first rule it broke
    qint64 rttNs = -1; ///< of a pong that answers a ping of ours; -1 else
    RttSource rttSource = RttSource::User; ///< of rttNs
};

} // namespace sockscope
