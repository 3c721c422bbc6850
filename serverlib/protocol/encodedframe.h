// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/protocol/frameheader.h"

#include <QByteArray>

namespace ws {

/// A frame that was put together once, to be sent by many endpoints.
struct EncodedFrame
{
    FrameHeader header; ///< what the first bytes of the wire say
    QByteArray wire; ///< header and payload, masked if the header has a key
    QByteArrayView payload; ///< as it was given, not masked; the giver's

    /// The header as on the wire.
    QByteArrayView rawHeader() const { return QByteArrayView(wire).first(wire.size() - payload.size()); }
};

/// One message or control frame, whole. @p payload must outlive the result.
EncodedFrame encodeFrame(Opcode opcode, QByteArrayView payload, const std::optional<MaskKey> &mask);

} // namespace ws
