// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/decode/codec.h"

#include <QByteArrayView>

namespace sockscope {

/// The codec a payload is written in, as far as its bytes tell; None when in doubt, since nearly every bytes
/// decode as something.
///
/// Text is JSON if it is an object or array as a whole, Base64 if that holds one of the others. Of bytes, the
/// whole must be one map or array with something in it, which nothing follows: in CBOR or MessagePack, and
/// if in both then in the one with more named values. Fields of Protobuf come with numbers up to 64, in
/// ascending order as every encoder writes them, two of them at least.
Codec guessCodec(const QByteArray &payload, bool isText);

} // namespace sockscope
