// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/decode/base64.h"
#include "app/decode/codecguess.h"
#include "app/decode/payloaddecoder.h"
#include "serverlib/protocol/utf8validator.h"

namespace sockscope {

namespace {

bool isDigit(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
        || QByteArrayView("+/-_").contains(c);
}

bool isSpace(char c)
{
    return QByteArrayView(" \t\r\n").contains(c);
}

// Where each digit stands, until the first byte that is none; *end is that place.
std::vector<qsizetype> digitPlaces(QByteArrayView text, qsizetype *end)
{
    std::vector<qsizetype> places;
    places.reserve(size_t(text.size()));
    for (*end = 0; *end < text.size() && (isDigit(text[*end]) || isSpace(text[*end])); ++*end) {
        if (isDigit(text[*end]))
            places.push_back(*end);
    }
    return places;
}

bool isPadding(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char c) { return c == '=' || isSpace(c); });
}

class Base64Decoder : public PayloadDecoder
{
public:
    void read(QByteArrayView payload, PayloadTreeBuilder *tree) const override
    {
        qsizetype end = 0;
        const std::vector<qsizetype> places = digitPlaces(payload, &end);
        const QByteArray inside = decodeDigits(payload, places);
        if (const auto decoder = makeDecoder(guessCodec(inside, ws::isValidUtf8(inside))))
            decoder->read(inside, tree);
        else if (ws::isValidUtf8(inside))
            tree->addText(inside, QStringLiteral("text"), {0, inside.size()});
        else
            tree->addBytes(inside, QStringLiteral("%1 bytes").arg(inside.size()), {0, inside.size()});
        tree->mapRanges([&](ByteRange range) { return digitsOf(range, places); });
        if (!isPadding(payload.sliced(end)))
            tree->fail(end, QStringLiteral("no digit of base64 (RFC 4648 4, 5)"));
        else if (places.size() % 4 == 1)
            tree->fail(payload.size(), QStringLiteral("a digit alone is six bits and no byte (RFC 4648 4)"));
    }

    static QByteArray decodeDigits(QByteArrayView text, const std::vector<qsizetype> &places)
    {
        QByteArray digits;
        digits.reserve(qsizetype(places.size()));
        for (const qsizetype place : places) {
            const char digit = text[place];
            digits += digit == '-' ? '+' : digit == '_' ? '/' : digit;
        }
        return QByteArray::fromBase64(digits);
    }

private:
    // Eight bits of what is inside begin and end within digits of six.
    static ByteRange digitsOf(ByteRange inside, const std::vector<qsizetype> &places)
    {
        const auto place = [&](qsizetype digit) {
            return places.empty() ? 0 : places[std::min(size_t(digit), places.size() - 1)];
        };
        const qsizetype first = place(inside.offset * 8 / 6);
        if (inside.length == 0)
            return {first, 0};
        return {first, place((inside.end() * 8 - 1) / 6) + 1 - first};
    }
};

} // namespace

std::optional<QByteArray> decodeBase64(QByteArrayView text)
{
    qsizetype end = 0;
    const std::vector<qsizetype> places = digitPlaces(text, &end);
    if (places.size() % 4 == 1 || !isPadding(text.sliced(end)))
        return std::nullopt;
    return Base64Decoder::decodeDigits(text, places);
}

std::unique_ptr<PayloadDecoder> makeBase64Decoder()
{
    return std::make_unique<Base64Decoder>();
}

} // namespace sockscope
