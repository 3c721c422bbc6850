// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/decode/codec.h"

#include <algorithm>
#include <array>

namespace sockscope {

namespace {

struct CodecNames
{
    Codec codec;
    QLatin1StringView key;
    QLatin1StringView name;
};

constexpr std::array Names{
    CodecNames{Codec::None, QLatin1StringView("none"), QLatin1StringView("plain")},
    CodecNames{Codec::Json, QLatin1StringView("json"), QLatin1StringView("JSON")},
    CodecNames{Codec::Cbor, QLatin1StringView("cbor"), QLatin1StringView("CBOR")},
    CodecNames{Codec::MessagePack, QLatin1StringView("msgpack"), QLatin1StringView("MessagePack")},
    CodecNames{Codec::Protobuf, QLatin1StringView("protobuf"), QLatin1StringView("Protobuf")},
    CodecNames{Codec::Base64, QLatin1StringView("base64"), QLatin1StringView("Base64")},
};

} // namespace

QString codecName(Codec codec)
{
    return std::ranges::find(Names, codec, &CodecNames::codec)->name;
}

QString codecKey(Codec codec)
{
    return std::ranges::find(Names, codec, &CodecNames::codec)->key;
}

std::optional<Codec> codecFromKey(QStringView key)
{
    const auto *const found =
        std::ranges::find_if(Names, [&](const CodecNames &names) { return names.key == key; });
    return found == Names.end() ? std::nullopt : std::optional(found->codec);
}

} // namespace sockscope
