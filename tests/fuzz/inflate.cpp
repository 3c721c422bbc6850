// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Anything at all as compressed data: never more than the bound. What fits the agreed window inflates to the
// same however it is cut; what reaches back further, zlib may or may not notice.
#include "serverlib/protocol/deflate.h"

#include "strictdecoder.h"

using namespace ws;

namespace {

enum Option : quint8 { WindowBits = 7, Takeover = 8, Bounded = 16 };

constexpr int SmallestWindow = 8;
constexpr int LargestWindow = 15; // DEFLATE itself reaches no further
constexpr quint64 TightBound = 1000;
constexpr quint64 WideBound =
    1024 * 1024; // a thousandth of the input at the most: DEFLATE's best is 1032 to 1

int windowBits(const FuzzInput &input)
{
    return SmallestWindow + (input.options & WindowBits);
}

/// Each time the same message twice: the second one begins with what the first one left in the window.
std::optional<QByteArray> inflated(const FuzzInput &input, quint64 bound)
{
    Inflater inflater(windowBits(input), input.has(Takeover));
    QByteArray both;
    for (int i = 0; i < 2; ++i) {
        QByteArray message;
        bool isOk = true;
        const auto took = [&](Inflater::Result result) {
            demand(quint64(message.size()) <= bound, "a message is bounded");
            isOk = result == Inflater::Result::Ok;
            return isOk;
        };
        input.inPieces(
            input.bytes, [&](QByteArrayView piece) { return took(inflater.feed(piece, &message, bound)); });
        if (!isOk || !took(inflater.finish(&message, bound)))
            return std::nullopt;
        both += message;
    }
    return both;
}

std::optional<QByteArray> inflatedStrictly(const FuzzInput &input, quint64 bound)
{
    StrictDecoder decoder(windowBits(input));
    QByteArray both;
    for (int i = 0; i < 2; ++i) {
        const auto message = decoder.message(input.bytes, qsizetype(bound));
        if (!message)
            return std::nullopt;
        both += *message;
        if (!input.has(Takeover))
            decoder.reset();
    }
    return both;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const FuzzInput input(data, size);
    const quint64 bound = input.has(Bounded) ? TightBound : WideBound;
    const auto strictly = inflatedStrictly(input, bound);
    for (const FuzzInput &cut : {uncut(input), byteByByte(input), input}) {
        const auto ours = inflated(cut, bound);
        if (strictly || windowBits(input) == LargestWindow)
            demand(ours == strictly, "the message does not depend on where its data is cut");
    }
    return 0;
}

QList<QByteArray> seeds()
{
    QList<QByteArray> list;
    Deflater deflater(15, true);
    QList<QByteArray> payloads;
    for (const QByteArray &message : {QByteArray(R"({"seq":1,"temp":21.5,"rssi":-58})"),
             QByteArray(R"({"seq":2,"temp":21.6,"rssi":-58})"), QByteArray(100'000, '\0')}) {
        payloads += QByteArray();
        deflater.compress(message, &payloads.last());
    }
    // The examples of RFC 7692 7.2.3: one block, sharing the window, stored, final, two blocks; then garbage.
    for (const char *hex : {"f248cdc9c90700", "f200110000", "000500faff48656c6c6f00", "f348cdc9c9070000",
             "f24805000000ffffcac9c90700", "ffffffffff", "00"})
        payloads += QByteArray::fromHex(hex);
    for (const QByteArray &payload : std::as_const(payloads)) {
        for (const int options : {0, 7, 7 | Takeover, 7 | Takeover | Bounded})
            list += FuzzInput::seed(quint8(options), payload);
    }
    return list;
}
