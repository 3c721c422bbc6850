// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/protocol/closecode.h"

namespace ws {

QString closeCodeName(quint16 code)
{
    switch (CloseCode(code)) {
    case CloseCode::NormalClosure:
        return QStringLiteral("normal closure");
    case CloseCode::GoingAway:
        return QStringLiteral("going away");
    case CloseCode::ProtocolError:
        return QStringLiteral("protocol error");
    case CloseCode::UnsupportedData:
        return QStringLiteral("unsupported data");
    case CloseCode::NoStatusReceived:
        return QStringLiteral("no status received");
    case CloseCode::AbnormalClosure:
        return QStringLiteral("abnormal closure");
    case CloseCode::InvalidPayload:
        return QStringLiteral("invalid payload");
    case CloseCode::PolicyViolation:
        return QStringLiteral("policy violation");
    case CloseCode::MessageTooBig:
        return QStringLiteral("message too big");
    case CloseCode::MandatoryExtension:
        return QStringLiteral("mandatory extension");
    case CloseCode::InternalError:
        return QStringLiteral("internal error");
    case CloseCode::ServiceRestart:
        return QStringLiteral("service restart");
    case CloseCode::TryAgainLater:
        return QStringLiteral("try again later");
    case CloseCode::BadGateway:
        return QStringLiteral("bad gateway");
    case CloseCode::TlsHandshake:
        return QStringLiteral("TLS handshake");
    }
    if (code >= 3000 && code <= 3999)
        return QStringLiteral("registered");
    if (code >= 4000 && code <= 4999)
        return QStringLiteral("private");
    return QStringLiteral("invalid");
}

} // namespace ws
