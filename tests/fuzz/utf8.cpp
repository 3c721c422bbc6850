// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Our validator against Qt's decoder, and against itself with the text cut in every way.
#include "serverlib/protocol/utf8validator.h"

#include "fuzztarget.h"

#include <QStringDecoder>

using namespace ws;

namespace {

bool qtTakes(QByteArrayView text)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder(text);
    Q_UNUSED(decoded)
    return !decoder.hasError();
}

/// How many bytes are valid, and whether the last code point is whole.
std::pair<qsizetype, bool> validated(const FuzzInput &input)
{
    Utf8Validator validator;
    qsizetype valid = 0;
    bool isSound = true;
    input.inPieces(input.bytes, [&](QByteArrayView piece) {
        const qsizetype taken = validator.feed(piece);
        valid += taken;
        isSound = taken == piece.size();
        return isSound;
    });
    return {valid, isSound && validator.isComplete()};
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const FuzzInput input(data, size);
    const auto whole = validated(uncut(input));
    for (const FuzzInput &cut : {byteByByte(input), input})
        demand(validated(cut) == whole, "the verdict does not depend on where the text is cut");
    demand(whole.second == isValidUtf8(input.bytes), "both functions agree");
    // Qt drops a byte order mark, and says nothing of it.
    demand(whole.second == qtTakes(input.bytes), "Qt agrees");
    return 0;
}

QList<QByteArray> seeds()
{
    QList<QByteArray> list;
    // The edges of every row of RFC 3629's table, and what lies just beyond them.
    for (const char *hex :
        {"7f", "80", "c1bf", "c280", "dfbf", "e09fbf", "e0a080", "ed9fbf", "eda080", "ee8080", "efbfbf",
            "efbbbf41", "f08fbfbf", "f0908080", "f48fbfbf", "f4908080", "f5808080", "ff", "e282", "f09f98"}) {
        const QByteArray bytes = QByteArray::fromHex(hex);
        list << FuzzInput::seed(0, bytes)
             << FuzzInput::seed(0, QByteArray(61, 'a') + bytes + QByteArray(70, 'b') + "\xC3\xA9");
    }
    return list;
}
