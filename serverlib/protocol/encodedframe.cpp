// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/protocol/encodedframe.h"

#include "serverlib/protocol/masking.h"

namespace ws {

EncodedFrame encodeFrame(Opcode opcode, QByteArrayView payload, const std::optional<MaskKey> &mask)
{
    EncodedFrame frame{makeFrameHeader(opcode, quint64(payload.size()), mask), {}, payload};
    const int headerSize = frame.header.encodedSize();
    frame.wire =
        QByteArray(headerSize + payload.size(), Qt::Uninitialized); // resize() would take up to twice that
    encodeFrameHeader(frame.header, frame.wire.data());
    char *const behind = frame.wire.data() + headerSize;
    if (mask)
        applyMask(behind, payload, *mask);
    else
        std::copy(payload.begin(), payload.end(), behind);
    return frame;
}

} // namespace ws
