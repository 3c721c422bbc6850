// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/decode/payloaddecoder.h"
#include "app/decode/protoschema.h"

namespace sockscope {

/// Protocol Buffers. Without a schema fields go by their numbers, and what a field of known length holds is
/// guessed: a message if it reads as one, text if it is text, or bytes.
/// @p messageType: empty for the schema's first.
std::unique_ptr<PayloadDecoder> makeProtobufDecoder(
    std::shared_ptr<const ProtoSchema> schema = nullptr, const QString &messageType = {});

} // namespace sockscope
