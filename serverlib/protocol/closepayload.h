// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/protocol/rule.h"

#include <QByteArray>
#include <QByteArrayView>

namespace ws {

/// What a Close frame says (RFC 6455 5.5.1).
struct ClosePayload
{
    quint16 code = quint16(CloseCode::NoStatusReceived); ///< as on the wire; 1005 for none
    QByteArray reason; ///< UTF-8, at most 123 bytes on the wire
    std::optional<Violation> violation; ///< offset counts from the start of the payload

    bool operator==(const ClosePayload &) const = default;
};

/// Reads and judges the payload of a Close frame.
ClosePayload parseClosePayload(QByteArrayView payload);

/// Code and reason as they go on the wire; the reason is cut at a code point to fit 123 bytes.
/// Code 1005 gives an empty payload.
QByteArray encodeClosePayload(quint16 code, QByteArrayView reason);

} // namespace ws
