// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/protocol/closepayload.h"

#include "serverlib/protocol/frameheader.h"
#include "serverlib/protocol/utf8validator.h"

#include <QtEndian>

namespace ws {

namespace {

constexpr qsizetype CodeSize = 2;
constexpr qsizetype MaxReason = MaxControlPayload - CodeSize;

bool isUtf8Continuation(char byte)
{
    return (quint8(byte) & 0xC0) == 0x80;
}

} // namespace

ClosePayload parseClosePayload(QByteArrayView payload)
{
    ClosePayload close;
    if (payload.isEmpty())
        return close; // RFC 6455 7.1.5: no code means 1005
    if (payload.size() < CodeSize) {
        close.violation = Violation{Rule::InvalidCloseLength, 0, QStringLiteral("1 byte")};
        return close;
    }
    close.code = qFromBigEndian<quint16>(payload.data());
    const QByteArrayView reason = payload.sliced(CodeSize);
    close.reason = reason.toByteArray();
    if (!isValidOnWire(close.code)) {
        close.violation = Violation{Rule::InvalidCloseCode, 0, QString::number(close.code)};
        return close;
    }
    Utf8Validator validator;
    const qsizetype valid = validator.feed(reason);
    if (valid < reason.size() || !validator.isComplete()) {
        close.violation = Violation{Rule::InvalidCloseReason, quint64(CodeSize + valid),
            QStringLiteral("wrong at byte %1 of the reason").arg(valid)};
    }
    return close;
}

QByteArray encodeClosePayload(quint16 code, QByteArrayView reason)
{
    if (code == quint16(CloseCode::NoStatusReceived))
        return {};
    qsizetype size = qMin(reason.size(), MaxReason);
    while (size > 0 && size < reason.size() && isUtf8Continuation(reason[size]))
        --size;
    QByteArray payload(CodeSize, Qt::Uninitialized);
    qToBigEndian(code, payload.data());
    return payload.append(reason.first(size));
}

} // namespace ws
