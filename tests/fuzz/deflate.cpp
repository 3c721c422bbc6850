// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What we compress, a decoder with the agreed window and no more inflates to the same, reset where that was
// promised.
#include "serverlib/protocol/deflate.h"

#include "strictdecoder.h"

using namespace ws;

namespace {

enum Option : quint8 { WindowBits = 7, Takeover = 8 };

constexpr int SmallestWindow = 8;

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const FuzzInput input(data, size);
    const int bits = SmallestWindow + (input.options & WindowBits);
    const bool takeover = input.has(Takeover);
    Deflater deflater(bits, takeover, 1 + input.options % 9);
    Inflater inflater(bits, takeover);
    StrictDecoder decoder(bits);
    input.inPieces(input.bytes, [&](QByteArrayView piece) {
        const QByteArray message = piece.toByteArray().repeated(1 + piece.size() % 5);
        QByteArray payload;
        deflater.compress(message, &payload);
        demand(decoder.message(payload, message.size()) == message, "a strict decoder gets it back");
        QByteArray inflated;
        demand(inflater.feed(payload, &inflated, 0) == Inflater::Result::Ok
                && inflater.finish(&inflated, quint64(message.size())) == Inflater::Result::Ok,
            "we take it back, within its size");
        demand(inflated == message, "we get it back");
        if (!takeover)
            decoder.reset();
        return true;
    });
    return 0;
}

QList<QByteArray> seeds()
{
    QList<QByteArray> list;
    QByteArray telemetry;
    for (int seq = 0; seq < 12; ++seq)
        telemetry +=
            R"({"seq":)" + QByteArray::number(seq) + R"(,"temp":21.5,"rssi":-58,"name":"thermo-7f2a"})";
    for (quint8 options = 0; options <= (WindowBits | Takeover); ++options)
        list << FuzzInput::seed(options, telemetry, "\x37\x40")
             << FuzzInput::seed(options, QByteArray(900, 'x'), "\xFF\x02");
    return list;
}
