// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/capturestore.h"
#include "app/compose/savedmessages.h"

namespace sockscope {

/// The largest payload of a frame that is made a text to be edited.
inline constexpr qsizetype MaxEditedPayload = 256 * 1024;

/// The frame in @p row with the same header fields and payload, to be edited and sent by the other end as
/// well: masked by role if its sender kept to that. A sentence when it cannot be.
std::variant<SavedMessage, QString> messageFromRow(const CaptureStore &store, quint64 row);

} // namespace sockscope
