// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What a Close says: a sound payload survives parsing and writing, and any code and reason make a payload
// that fits.
#include "serverlib/protocol/closepayload.h"

#include "fuzztarget.h"
#include "serverlib/protocol/frameheader.h"
#include "serverlib/protocol/utf8validator.h"

using namespace ws;

namespace {

void checkParsing(QByteArrayView payload)
{
    const ClosePayload close = parseClosePayload(payload);
    if (close.violation) {
        demand(close.violation->offset <= quint64(payload.size()), "a violation is within the payload");
        return;
    }
    demand(isValidUtf8(close.reason), "a sound reason is UTF-8");
    demand(encodeClosePayload(close.code, close.reason) == payload, "a sound payload survives");
}

void checkWriting(QByteArrayView bytes)
{
    if (bytes.size() < 2)
        return;
    const auto code = quint16(quint8(bytes[0]) << 8 | quint8(bytes[1]));
    const QByteArrayView reason = bytes.sliced(2);
    const QByteArray payload = encodeClosePayload(code, reason);
    demand(payload.size() <= MaxControlPayload, "it fits a control frame");
    const ClosePayload close = parseClosePayload(payload);
    demand(close.code == code, "the code arrives");
    demand(code == quint16(CloseCode::NoStatusReceived) || reason.startsWith(close.reason),
        "the reason is cut, not changed");
    if (isValidOnWire(code) && isValidUtf8(reason))
        demand(!close.violation, "a sound code and reason make a sound payload");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView bytes(data, qsizetype(size));
    if (bytes.size() <= MaxControlPayload)
        checkParsing(bytes);
    checkWriting(bytes);
    return 0;
}

QList<QByteArray> seeds()
{
    QList<QByteArray> list{QByteArray("\x03"), QByteArray::fromHex("03e8") + "\xE2\x82"};
    for (const int code :
        {0, 999, 1000, 1003, 1004, 1005, 1006, 1007, 1014, 1015, 2999, 3000, 4999, 5000, 65535}) {
        const QByteArray wire = QByteArray(1, char(code >> 8)) + char(code & 0xFF);
        list << wire << wire + "bye" << wire + QByteArray("\xE2\x82\xAC").repeated(42);
    }
    return list;
}
