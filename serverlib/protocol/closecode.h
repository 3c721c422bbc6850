// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace ws {

/// Close codes with a meaning of their own (RFC 6455 7.4.1 and the IANA registry).
enum class CloseCode : quint16 {
    NormalClosure = 1000,
    GoingAway = 1001,
    ProtocolError = 1002,
    UnsupportedData = 1003,
    NoStatusReceived = 1005, ///< never on the wire: a Close frame without a code
    AbnormalClosure = 1006, ///< never on the wire: the connection ended without a Close frame
    InvalidPayload = 1007,
    PolicyViolation = 1008,
    MessageTooBig = 1009,
    MandatoryExtension = 1010,
    InternalError = 1011,
    ServiceRestart = 1012,
    TryAgainLater = 1013,
    BadGateway = 1014,
    TlsHandshake = 1015, ///< never on the wire
};

/// True for a code that a Close frame may carry: 1000-1003, 1007-1014, 3000-4999 (RFC 6455 7.4.2).
constexpr bool isValidOnWire(quint16 code)
{
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
}

/// "normal closure", "message too big", ...; "registered" for 3000-3999, "private" for 4000-4999, "invalid"
/// else.
QString closeCodeName(quint16 code);

} // namespace ws
