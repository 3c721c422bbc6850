// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace sockscope {

/// How values are written as the bytes of a payload.
enum class Codec : quint8 {
    None, ///< plain text, or bytes that mean nothing to us
    Json, ///< RFC 8259
    Cbor, ///< RFC 8949
    MessagePack,
    Protobuf, ///< Protocol Buffers: fields by number, by name when their .proto file is known
    Base64, ///< RFC 4648, standard or URL-safe, and what is inside
};

/// "JSON", "MessagePack".
QString codecName(Codec codec);
/// As settings and options spell it: "json", "msgpack".
QString codecKey(Codec codec);
std::optional<Codec> codecFromKey(QStringView key);

} // namespace sockscope
