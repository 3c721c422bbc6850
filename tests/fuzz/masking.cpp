// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Masking at any alignment, in any pieces, against RFC 6455 5.3 to the letter.
#include "serverlib/protocol/masking.h"

#include "fuzztarget.h"

using namespace ws;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const FuzzInput input(data, size);
    constexpr qsizetype KeySize = 4;
    if (input.bytes.size() < KeySize)
        return 0;
    MaskKey key;
    std::copy_n(input.bytes.begin(), KeySize, key.begin());
    const QByteArrayView plain = input.bytes.sliced(KeySize);

    QByteArray expected = plain.toByteArray();
    for (qsizetype i = 0; i < expected.size(); ++i)
        expected[i] = char(quint8(plain[i]) ^ key[size_t(i % KeySize)]);

    const qsizetype shift = input.options % 64; // where in a line of memory it begins
    for (const FuzzInput &cut : {uncut(input), byteByByte(input), input}) {
        QByteArray memory = QByteArray(shift, '\0').append(plain).append('\0');
        char *const payload = memory.data() + shift;
        qsizetype done = 0;
        cut.inPieces(plain, [&](QByteArrayView piece) {
            applyMask(payload + done, QByteArrayView(payload + done, piece.size()), key, quint64(done));
            done += piece.size();
            return true;
        });
        demand(memory == QByteArray(shift, '\0') + expected + '\0',
            "each byte, and none beside them, is masked");
        QByteArray back(plain.size(), '\0');
        applyMask(back.data(), QByteArrayView(payload, plain.size()), key);
        demand(plain == back, "masking twice, here into another buffer, gives the bytes back");
    }
    return 0;
}

QList<QByteArray> seeds()
{
    QList<QByteArray> list;
    const QByteArray key = QByteArray::fromHex("37fa213d");
    for (const int size : {0, 1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 200}) {
        for (const int shift : {0, 1, 7})
            list += FuzzInput::seed(quint8(shift), key + QByteArray(size, 'x'), QByteArray("\4\40", 2));
    }
    return list;
}
