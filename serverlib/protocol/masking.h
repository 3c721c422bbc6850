// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/protocol/frameheader.h"

#include <functional>

namespace ws {

/// Gives a fresh key for each masked frame. Keys must be unpredictable (RFC 6455 10.3); tests inject fixed
/// ones.
using MaskSource = std::function<MaskKey()>;

/// Keys from the operating system's random source.
MaskKey randomMaskKey();

/// Writes @p in XORed with @p key to @p out, which is in.data() or apart from it; masking and unmasking are
/// the same (RFC 6455 5.3). @p offset is the position of in[0] within the frame's payload.
void applyMask(char *out, QByteArrayView in, const MaskKey &key, quint64 offset = 0);

} // namespace ws
