// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/decode/codecguess.h"

#include "app/decode/base64.h"
#include "app/decode/payloaddecoder.h"
#include "app/decode/protobufdecoder.h"
#include "serverlib/protocol/utf8validator.h"

#include <algorithm>

namespace sockscope {

namespace {

constexpr qsizetype MinBase64Chars = 8;
constexpr qsizetype MinBinaryBytes = 3;
constexpr int MaxFieldNumber = 64;

std::optional<PayloadTree> wholeTree(const QByteArray &payload, const PayloadDecoder &decoder)
{
    PayloadTreeBuilder builder;
    decoder.read(payload, &builder);
    if (builder.hasFailed())
        return std::nullopt;
    PayloadTree tree = builder.take(payload.size());
    const bool holdsSomething = !tree.isEmpty() && tree.at(0).isContainer() && !tree.at(0).children.empty();
    return holdsSomething ? std::optional(std::move(tree)) : std::nullopt;
}

// How sure one can be: names are words, and nothing random spells words.
int namedValues(const std::optional<PayloadTree> &tree)
{
    if (!tree)
        return -1;
    int named = 0;
    for (int i = 0; i < tree->size(); ++i) {
        const QByteArray &key = tree->at(i).key;
        named += !key.isEmpty() && ws::isValidUtf8(key)
            && std::ranges::all_of(key, [](char c) { return uchar(c) >= 0x20; });
    }
    return named;
}

bool looksLikeJson(const QByteArray &text)
{
    const auto *const first =
        std::ranges::find_if(text, [](char c) { return !QByteArrayView(" \t\r\n").contains(c); });
    if (first == text.end() || (*first != '{' && *first != '['))
        return false;
    return wholeTree(text, *makeJsonDecoder()).has_value();
}

bool looksLikeProtobuf(const QByteArray &payload)
{
    const auto tree = wholeTree(payload, *makeProtobufDecoder());
    if (!tree || tree->at(0).children.size() < 2)
        return false;
    const auto &fields = tree->at(0).children;
    const auto number = [&](int child) { return tree->at(child).key.toInt(); };
    if (!std::ranges::is_sorted(fields, {}, number) || number(fields.back()) > MaxFieldNumber)
        return false;
    const auto isTelling = [&](int child) {
        const auto kind = tree->at(child).kind;
        return kind == PayloadNode::Kind::String || kind == PayloadNode::Kind::Object;
    };
    return std::ranges::any_of(fields, isTelling) || number(fields.back()) == int(fields.size());
}

Codec guessBinary(const QByteArray &payload)
{
    if (payload.size() < MinBinaryBytes)
        return Codec::None;
    const int cbor = namedValues(wholeTree(payload, *makeCborDecoder()));
    const int messagePack = namedValues(wholeTree(payload, *makeMessagePackDecoder()));
    if (cbor >= 0 || messagePack >= 0)
        return cbor >= messagePack ? Codec::Cbor : Codec::MessagePack;
    return looksLikeProtobuf(payload) ? Codec::Protobuf : Codec::None;
}

} // namespace

Codec guessCodec(const QByteArray &payload, bool isText)
{
    if (payload.size() > PayloadDecoder::MaxBytes)
        return Codec::None;
    if (looksLikeJson(payload))
        return Codec::Json;
    if (!isText)
        return guessBinary(payload);
    if (payload.size() < MinBase64Chars)
        return Codec::None;
    const auto inside = decodeBase64(payload);
    if (!inside)
        return Codec::None;
    return looksLikeJson(*inside) || guessBinary(*inside) != Codec::None ? Codec::Base64 : Codec::None;
}

} // namespace sockscope
